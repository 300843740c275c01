import { z } from 'zod';
import type { DepartmentId } from '../grading/fact.js';

/** The roles of SHARING.md, Defaults by role. A token bears one, so none can hold two of the last three. */
export const ROLES = [
  'tax_officer',
  'zone_committee',
  'department',
  'town',
  'enterprise',
  'evaluation_office',
  'approver',
  'analyst',
  'dashboard',
  'public',
  'auditor',
  'security_admin',
  'system_admin',
] as const;
export type Role = (typeof ROLES)[number];

/** The departments that a token of the role `department` may speak for; `county` is the office that runs the evaluation. */
export const VIEWER_DEPARTMENTS = [
  'tax',
  'emissions',
  'employment',
  'land',
  'statistics',
  'utilities',
  'zone',
  'development',
  'industry',
  'register',
  'county',
] as const satisfies readonly DepartmentId[];

/** Who asks, as a verified token says. */
export interface Viewer {
  readonly subject: string;
  readonly role: Role;
  /** Zone codes: what a zone committee, or an evaluation office of some zones, is bound to. */
  readonly zones: readonly string[];
  /** Town codes: what a town is bound to. */
  readonly towns: readonly string[];
  /** For the role `department`: which one. */
  readonly department: DepartmentId | undefined;
  /** For the role `enterprise`: which one. */
  readonly creditCode: string | undefined;
  /** Whom the viewer works for where that is no department of the hub; a grant may be for it alone. */
  readonly organisation?: string | undefined;
  /** What for, in the viewer's words; on record with each read. */
  readonly purpose: string | undefined;
  /** May write queries of their own. */
  readonly adhoc: boolean;
  /** May ask for the schema. */
  readonly introspect: boolean;
}

const CLAIMS = z
  .object({
    sub: z.string('缺少 sub（使用人）').min(1, '缺少 sub（使用人）'),
    jti: z.string('jti（令牌编号）应为文字').optional(),
    role: z.enum(ROLES, `role（角色）应为 ${ROLES.join('、')} 之一，且只能有一个`),
    zones: z.array(z.string(), 'zones 应为园区代码的列表').default([]),
    towns: z.array(z.string(), 'towns 应为镇街代码的列表').default([]),
    department: z.enum(VIEWER_DEPARTMENTS, `department（部门）应为 ${VIEWER_DEPARTMENTS.join('、')} 之一`).optional(),
    creditCode: z.string('creditCode（统一社会信用代码）应为文字').optional(),
    organisation: z.string('organisation（单位）应为文字').min(1, 'organisation（单位）不能为空').optional(),
    purpose: z.string('purpose（用途）应为文字').optional(),
    adhoc: z.boolean('adhoc 应为 true 或 false').default(false),
    introspect: z.boolean('introspect 应为 true 或 false').default(false),
  })
  .refine(({ role, department }) => role !== 'department' || department !== undefined, {
    message: '角色 department 的令牌须写明 department（部门）',
  })
  .refine(({ role, zones }) => role !== 'zone_committee' || zones.length > 0, {
    message: '角色 zone_committee 的令牌须写明 zones（园区代码）',
  })
  .refine(({ role, towns }) => role !== 'town' || towns.length > 0, {
    message: '角色 town 的令牌须写明 towns（镇街代码）',
  })
  .refine(({ role, creditCode }) => role !== 'enterprise' || creditCode !== undefined, {
    message: '角色 enterprise 的令牌须写明 creditCode（统一社会信用代码）',
  });

/** What acts on a terminal or a log, and what no database keeps; halves of characters too. */
const CONTROL = /[\p{Cc}\p{Cs}]/u;
/** Characters of a claim: what is longer goes into no index of the audit, and names nobody. */
const LONGEST = 500;
const TEXTS = ['sub', 'jti', 'zones', 'towns', 'department', 'creditCode', 'organisation', 'purpose'] as const;

/**
 * The viewer that verified claims speak of.
 * @throws RangeError with the reason (中文) if they name no role, or not what the role needs, or a text holds control
 *   characters or is too long
 */
export function viewerOf(claims: unknown): Viewer {
  const parsed = CLAIMS.safeParse(claims);
  if (!parsed.success) throw new RangeError(parsed.error.issues.map((issue) => issue.message).join('；'));
  const where = (isWrong: (text: string) => boolean) => TEXTS.find((claim) => [parsed.data[claim] ?? []].flat().some(isWrong));
  const marred = where((text) => CONTROL.test(text));
  if (marred) throw new RangeError(`${marred} 中有控制字符（如空字符、换行）或残缺的字符，须去掉`);
  const long = where((text) => text.length > LONGEST);
  if (long) throw new RangeError(`${long} 超过 ${LONGEST} 个字符，须缩短`);
  const { sub, jti: _, department, creditCode, purpose, ...rest } = parsed.data;
  return { ...rest, subject: sub, department, creditCode, purpose };
}
