import type { Viewer } from '../../access/viewer.js';
import type { DepartmentId } from '../../grading/fact.js';

/** For what sheets are handed out; `records:*` are granted for it. */
export const SHEET_PURPOSE = '一企一单核对';

/** A town or zone that gets the sheets of its enterprises. */
export interface Recipient {
  readonly kind: 'zone' | 'town' | 'none';
  readonly code: string;
}

/** An enterprise of a zone gets its sheet by the zone, another by its town; one of neither by nobody of them. */
export function recipientOf({ zone, town }: { readonly zone: string | null; readonly town: string | null }): Recipient {
  if (zone !== null) return { kind: 'zone', code: zone };
  return town === null ? { kind: 'none', code: '' } : { kind: 'town', code: town };
}

const NAMES = { zone: '园区', town: '镇街', none: '无归属' } as const;

/** What the file of a recipient is called, without its ending. */
export function fileNameOf({ kind, code }: Recipient, department?: DepartmentId): string {
  return [NAMES[kind], code, department ?? '']
    .filter((each) => each !== '')
    .join('-')
    .replace(/[^\p{L}\p{N}-]/gu, '_');
}

/** Who a recipient is, as far as it decides what it may see; undefined: nobody, who sees nothing. */
export function viewerFor({ kind, code }: Recipient): Viewer | undefined {
  const any = {
    subject: SHEET_PURPOSE,
    department: undefined,
    creditCode: undefined,
    purpose: SHEET_PURPOSE,
    adhoc: false,
    introspect: false,
  };
  if (kind === 'zone') return { ...any, role: 'zone_committee', zones: [code], towns: [] };
  return kind === 'town' ? { ...any, role: 'town', zones: [], towns: [code] } : undefined;
}
