import { Kind, visit, type DocumentNode } from 'graphql';
import { Refusal } from '../access/refusal.js';
import type { Viewer } from '../access/viewer.js';
import type { DocumentNotes } from './document-notes.js';
import { documentHash, type TrustedDocuments } from './trusted-documents.js';

/** `sample`: on the loopback, for trying things out; `serve`: production. */
export type Mode = 'sample' | 'serve';

/**
 * Refuses a query that is no trusted document, or none for this role and purpose, to those who may not write their own
 * (contract/README.md, Tokens).
 * @throws Refusal DOCUMENT_NOT_TRUSTED or PURPOSE_REQUIRED
 */
export function checkDocument(text: string, viewer: Viewer, mode: Mode, trusted: TrustedDocuments): void {
  const known = trusted.byHash(documentHash(text));
  const refusal = known && notFor(viewer, known.document.notes);
  if (known && !refusal) return;
  if (viewer.role !== 'dashboard' && (mode === 'sample' || viewer.adhoc)) return;
  if (refusal) throw refusal;
  if (viewer.role === 'dashboard') {
    throw new Refusal('DOCUMENT_NOT_TRUSTED', '看板只能运行登记过的查询文档；请向安全管理员申请登记');
  }
  throw new Refusal('DOCUMENT_NOT_TRUSTED', '该查询不是登记过的查询文档；请使用登记的文档，或申请带 adhoc 权利的令牌');
}

/** Why a registered document is not for this viewer; undefined: it is. */
export function notFor({ role, purpose }: Viewer, { roles, purposes }: DocumentNotes): Refusal | undefined {
  if (!roles.includes(role)) {
    return new Refusal('DOCUMENT_NOT_TRUSTED', `该查询文档未登记给角色 ${role}，只给 ${roles.join('、')}；请向安全管理员申请登记`);
  }
  if (purposes && (purpose === undefined || !purposes.includes(purpose))) {
    return new Refusal('PURPOSE_REQUIRED', `该查询文档只为用途“${purposes.join('”“')}”登记；请用写明该用途（purpose）的令牌`);
  }
  return undefined;
}

/**
 * Refuses questions about the schema to those without the right to ask them.
 * @throws Refusal FORBIDDEN
 */
export function checkIntrospection(document: DocumentNode, viewer: Viewer): void {
  if (viewer.introspect) return;
  visit(document, {
    [Kind.FIELD]: ({ name }) => {
      if (name.value === '__schema' || name.value === '__type') {
        throw new Refusal('FORBIDDEN', '无权查询接口结构；请申请带 introspect 权利的令牌');
      }
    },
  });
}
