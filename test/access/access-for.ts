import { buildSchema } from 'graphql';
import { Access, type AccessBasis } from '../../src/access/decide.js';
import { declaredParts, missingParts, type ValueRow } from '../../src/access/decision.js';
import type { Act, Grant, SelectionAct } from '../../src/access/grants.js';
import { sharingRegister } from '../../src/access/sharing.js';
import { viewerOf } from '../../src/access/viewer.js';
import { readSdl } from '../../src/graphql/sdl.js';
import { grantsInForce, readGrantFiles, SHIPPED_GRANTS } from '../../src/grants/grant-files.js';
import type { DepartmentId } from '../../src/grading/fact.js';

export const schema = buildSchema(readSdl().join('\n'));
export const register = sharingRegister(schema);
export const TODAY = '2026-05-01';
export const PURPOSE = '亩均评价';

const shipped = readGrantFiles(SHIPPED_GRANTS, register);
/** What is wrong with the files that ship. */
export const shippedProblems = shipped.problems;
/** The roles' floors alone. */
export const FLOORS: readonly Grant[] = grantsInForce(shipped, undefined, false).map(({ grant }) => grant);
/** The floors, with what the sample county adds. */
export const SAMPLE: readonly Grant[] = grantsInForce(shipped, '示例县', true).map(({ grant }) => grant);

/** A grant of which a test says what differs. */
export function grantOf(differing: Partial<Grant> & Pick<Grant, 'to' | 'what'>): Grant {
  return {
    id: '7',
    exact: false,
    except: [],
    rows: 'all',
    acts: ['READ'],
    purpose: undefined,
    from: undefined,
    until: undefined,
    givenBy: undefined,
    ground: '文件 第一条',
    ...differing,
  };
}

export type Claims = { readonly role: string } & Record<string, unknown>;

/** The claims of one token of each role, bound to what the role is bound to. */
export const TOKENS: readonly Claims[] = [
  { role: 'tax_officer' },
  { role: 'zone_committee', zones: ['z1'] },
  ...['tax', 'emissions', 'employment', 'land', 'statistics', 'utilities', 'register', 'county'].map((department) => ({
    role: 'department',
    department,
  })),
  { role: 'town', towns: ['t1'] },
  { role: 'enterprise', creditCode: 'E1' },
  { role: 'evaluation_office' },
  { role: 'approver' },
  { role: 'analyst' },
  { role: 'dashboard' },
  { role: 'public' },
  { role: 'auditor' },
  { role: 'security_admin' },
  { role: 'system_admin' },
];

export function accessFor(
  claims: Claims,
  grants: readonly Grant[] = FLOORS,
  { act, ...basis }: Partial<AccessBasis> & { readonly act?: SelectionAct } = {},
): Access {
  return new Access({ register, grants, today: TODAY, consents: new Set(), ...basis }, viewerOf({ sub: 's', ...claims }), act);
}

/** Whether a coordinate is given, of all the viewer's enterprises or of one. */
export function gives(
  access: Access,
  coordinate: string,
  { parts, act, row }: { readonly parts?: readonly DepartmentId[]; readonly act?: Act; readonly row?: ValueRow } = {},
): boolean {
  const decision = access.of(coordinate, act);
  return decision.sharing !== undefined && missingParts(decision, parts ?? declaredParts(decision.sharing), row && [row]).length === 0;
}
