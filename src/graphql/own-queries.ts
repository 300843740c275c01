import { Kind, visit, type DocumentNode } from 'graphql';
import { Refusal } from '../access/refusal.js';
import type { Viewer } from '../access/viewer.js';
import { documentHash, type TrustedDocuments } from './trusted-documents.js';

/** `sample`: on the loopback, for trying things out; `serve`: production. */
export type Mode = 'sample' | 'serve';

/**
 * Refuses a query that is no trusted document to those who may not write their own (contract/README.md, Tokens).
 * @throws Refusal DOCUMENT_NOT_TRUSTED
 */
export function checkDocument(text: string, viewer: Viewer, mode: Mode, trusted: TrustedDocuments): void {
  if (trusted.has(documentHash(text))) return;
  if (viewer.role === 'dashboard') {
    throw new Refusal('DOCUMENT_NOT_TRUSTED', '看板只能运行登记过的查询文档；请向安全管理员申请登记');
  }
  if (mode === 'serve' && !viewer.adhoc) {
    throw new Refusal('DOCUMENT_NOT_TRUSTED', '该查询不是登记过的查询文档；请使用登记的文档，或申请带 adhoc 权利的令牌');
  }
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
