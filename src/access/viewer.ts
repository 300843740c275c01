import { z } from 'zod';
import type { DepartmentId } from '../grading/fact.js';

/** The roles of contract/README.md. A token bears one, so none can hold two of the last three. */
export const ROLES = [
  'tax_officer',
  'zone_committee',
  'department',
  'analyst',
  'dashboard',
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
  'register',
  'county',
] as const satisfies readonly DepartmentId[];

/** Who asks, as a verified token says. */
export interface Viewer {
  readonly subject: string;
  readonly role: Role;
  /** Zone codes; what a zone committee may see is bounded by them. */
  readonly zones: readonly string[];
  /** For the role `department`: which one. */
  readonly department: DepartmentId | undefined;
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
    role: z.enum(ROLES, `role（角色）应为 ${ROLES.join('、')} 之一，且只能有一个`),
    zones: z.array(z.string(), 'zones 应为园区代码的列表').default([]),
    department: z
      .enum(VIEWER_DEPARTMENTS, `department（部门）应为 ${VIEWER_DEPARTMENTS.join('、')} 之一`)
      .optional(),
    organisation: z.string('organisation（单位）应为文字').min(1, 'organisation（单位）不能为空').optional(),
    purpose: z.string('purpose（用途）应为文字').optional(),
    adhoc: z.boolean('adhoc 应为 true 或 false').default(false),
    introspect: z.boolean('introspect 应为 true 或 false').default(false),
  })
  .refine((claims) => claims.role !== 'department' || claims.department !== undefined, {
    message: '角色 department 的令牌须写明 department（部门）',
  })
  .refine((claims) => claims.role !== 'zone_committee' || claims.zones.length > 0, {
    message: '角色 zone_committee 的令牌须写明 zones（园区代码）',
  });

/**
 * The viewer that verified claims speak of.
 * @throws RangeError with the reason (中文) if they name no role, or not what the role needs
 */
export function viewerOf(claims: unknown): Viewer {
  const parsed = CLAIMS.safeParse(claims);
  if (!parsed.success) throw new RangeError(parsed.error.issues.map((issue) => issue.message).join('；'));
  const { sub, department, purpose, ...rest } = parsed.data;
  return { ...rest, subject: sub, department, purpose };
}
