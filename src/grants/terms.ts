import { governs } from '../access/grants.js';
import type { Act } from '../access/may.js';
import type { SharingRegister } from '../access/sharing.js';
import { ROLES, type Role, type Viewer } from '../access/viewer.js';
import type { DepartmentId } from '../grading/fact.js';

/** What is asked for: who may do what with which fields of one department, what for, and how long. */
export interface GrantTerms {
  readonly role: Role;
  /** One token subject alone; null: everyone of the role. */
  readonly subject: string | null;
  /** For the role `department`: which one. */
  readonly department: DepartmentId | null;
  /** One organisation alone, as its tokens name it; absent from requests of earlier releases. */
  readonly organisation?: string | null;
  /** Schema coordinates, or `Type.*` for those fields of a type that are the owner's. */
  readonly fields: readonly string[];
  /** Only for enterprises of these zones; null: wherever the role sees rows. */
  readonly zones: readonly string[] | null;
  readonly acts: readonly Act[];
  /** The purpose that a token must carry. */
  readonly purpose: string;
  /** The document and article. */
  readonly ground: string;
  /** YYYY-MM-DD, both included. */
  readonly from: string;
  readonly to: string;
}

/** Roles that no grant can give records to: who governs access sees none. */
const NEVER: readonly Role[] = ['auditor', 'security_admin', 'system_admin'];

/** The schema coordinates that terms name, `Type.*` spelled out as those of its fields that are the owner's. */
export function coordinatesOf({ fields: named }: Pick<GrantTerms, 'fields'>, owner: DepartmentId, { fields }: SharingRegister): readonly string[] {
  return named.flatMap((name) => (name.endsWith('.*') ? [...fields].filter(([each, { department }]) => each.startsWith(name.slice(0, -1)) && department === owner).map(([each]) => each) : [name]));
}

/** What is wrong with terms, in words for who asks; none: they can be asked for. */
export function flawsOf(terms: GrantTerms, owner: DepartmentId, { fields }: SharingRegister): readonly string[] {
  const flaws: string[] = [];
  if (!ROLES.includes(terms.role)) flaws.push(`role：没有角色 ${terms.role}；应为 ${ROLES.join('、')} 之一`);
  if (NEVER.includes(terms.role)) flaws.push(`role：${terms.role} 是管理角色，任何授权都不能让它看到记录`);
  if (terms.fields.length === 0) flaws.push('fields：请至少列出一个字段坐标');
  for (const name of terms.fields) {
    const named = [...fields].filter(([coordinate]) => coordinate === name || (name.endsWith('.*') && coordinate.startsWith(name.slice(0, -1))));
    const own = named.filter(([, { department }]) => department === owner);
    const root = /^(Query|Mutation)\./.test(name);
    if (named.length === 0) flaws.push(`fields：没有字段 ${name}；请对照共享目录（catalogue）`);
    else if (own.length === 0 && !COMPOSITE.test(name)) flaws.push(`fields：${name} 不归该部门，请向 ${named[0]![1].department} 申请`);
    else if (own.length > 0 && own.every(([, sharing]) => sharing.class === 'WITHHELD')) flaws.push(`fields：${name} 不予共享`);
    if (named.some(([coordinate]) => governs(coordinate))) flaws.push(`fields：${name} 是审计或授权管理的职权，不能另行授予`);
    if (root && terms.zones) flaws.push(`fields：${name} 是查询入口，不能按园区授权`);
  }
  if (terms.acts.length === 0) flaws.push('acts：请至少列出一种使用方式');
  if (terms.subject?.trim() === '') flaws.push('subject：请写明使用人，或去掉该项');
  if (terms.department && terms.role !== 'department') flaws.push(`department：只用于角色 department，角色 ${terms.role} 不看部门`);
  if (terms.zones?.length === 0) flaws.push('zones：没有园区；请列出园区，或去掉该项');
  if (terms.organisation?.trim() === '') flaws.push('organisation：请写明单位，或去掉该项');
  if (terms.purpose.trim() === '') flaws.push('purpose：请写明用途，令牌的用途须与之一致');
  if (terms.ground.trim() === '') flaws.push('ground：请写明依据的文件和条款');
  if (terms.from > terms.to) flaws.push(`from：起始日 ${terms.from} 晚于截止日 ${terms.to}`);
  return flaws;
}

/** Fields whose values are made of several departments' facts: each of them has to give its part. */
const COMPOSITE = /^(IndicatorResult\.(numerator|denominator|value|points)|NextClassPath\.(valueNeeded|numeratorNeeded)|Treatment\.amount)$/;

/** Someone whom terms are for, with the purpose they name. */
export function viewerMeant({ role, subject, department, organisation, zones, purpose }: GrantTerms): Viewer {
  const who = { subject: subject ?? '', role, zones: zones ?? [], department: department ?? undefined, organisation: organisation ?? undefined };
  return { ...who, purpose, adhoc: false, introspect: false };
}
