import { LAND_TAX_PURPOSE } from '../access/grant-file.js';
import { isNamedSet, namesCoordinate, partsNamed, type Act, type Grant } from '../access/grants.js';
import type { SharingRegister } from '../access/sharing.js';
import { ROLES, type Role, type Viewer } from '../access/viewer.js';
import type { DepartmentId } from '../grading/fact.js';

/** The form of the terms that are asked for now; absent from requests of earlier releases, which give no more than they name. */
export const TERMS_FORM = 2;

/** What is asked for: who may do what with which fields of one department, what for, and how long. */
export interface GrantTerms {
  readonly role: Role;
  /** One token subject alone; null: everyone of the role. */
  readonly subject: string | null;
  /** For the role `department`: which one. */
  readonly department: DepartmentId | null;
  /** One organisation alone, as its tokens name it; absent from requests of earlier releases. */
  readonly organisation?: string | null;
  /** Schema coordinates, `Type.*`, or named sets such as `derived:tax`. */
  readonly fields: readonly string[];
  /** {@link TERMS_FORM}, in requests from this release on. */
  readonly form?: number;
  /** Of enterprises that consented alone. */
  readonly consented?: boolean;
  /** Of statistics only what the enterprise declared itself. */
  readonly declared?: boolean;
  /** Coordinates taken out again. */
  readonly except?: readonly string[];
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

/** Whether a field is what access itself is governed with: no grant on record can give it, so that no two administrators meet in one token. */
function governs(coordinate: string): boolean {
  return GOVERNING.some((name) => namesCoordinate(name, coordinate));
}

const GOVERNING = [
  'Query.accessLog',
  'Query.accessCounts',
  'AccessLogEntry.*',
  'AccessCount.*',
  'Mutation.answerGrant',
  'Mutation.withdrawGrant',
];

/** A grant on record as decisions take it. */
export function grantOfTerms(id: number, owner: DepartmentId, terms: GrantTerms): Grant {
  const {
    role,
    subject,
    department,
    organisation,
    fields,
    form,
    consented,
    declared,
    except = [],
    zones,
    acts,
    purpose,
    ground,
    from,
    to,
  } = terms;
  return {
    id: String(id),
    exact: form === undefined,
    to: { role, ...(subject !== null && { subject }), ...(department !== null && { department }), ...(organisation && { organisation }) },
    what: fields,
    except: [...except, ...GOVERNING],
    rows: zones === null ? (consented ? 'consented' : 'all') : { zones, ...(consented && { consented }) },
    ...(declared && { declared }),
    ...{ acts, purpose, from, until: to, ground },
    givenBy: [owner],
  };
}

/** The coordinates of which terms give the owner's part. */
export function coordinatesOf(terms: GrantTerms, owner: DepartmentId, { fields }: SharingRegister): readonly string[] {
  const grant = grantOfTerms(0, owner, terms);
  return [...fields].filter(([coordinate, sharing]) => partsNamed(grant, coordinate, sharing).length > 0).map(([coordinate]) => coordinate);
}

/** What is wrong with terms, in words for who asks; none: they can be asked for. */
export function flawsOf(terms: GrantTerms, owner: DepartmentId, { fields }: Pick<SharingRegister, 'fields'>): readonly string[] {
  const flaws: string[] = [];
  if (!ROLES.includes(terms.role)) flaws.push(`role：没有角色 ${terms.role}；应为 ${ROLES.join('、')} 之一`);
  if (NEVER.includes(terms.role)) flaws.push(`role：${terms.role} 是管理角色，任何授权都不能让它看到记录`);
  if (terms.fields.length === 0) flaws.push('fields：请至少列出一个字段坐标');
  for (const name of terms.fields) {
    const named = [...fields].filter(([coordinate]) => namesCoordinate(name, coordinate));
    const root = /^(Query|Mutation)\./.test(name);
    if (isNamedSet(name)) {
      const [, department = 'county'] = name.split(':');
      if (department !== owner) flaws.push(`fields：${name} 不归该部门，请向 ${department} 申请`);
    } else if (named.length === 0)
      flaws.push(`fields：没有字段或集合 ${name}；请对照共享目录（catalogue），集合为 records:<部门>、derived:<部门>、results`);
    else if (named.every(([, { class: shared }]) => shared === 'UNCONDITIONAL'))
      flaws.push(`fields：${name} 无条件共享，或只是通向其他字段的结构，不必申请`);
    else if (named.every(([, { kind, department, madeOf }]) => kind !== 'DERIVED' && department !== owner && !madeOf.includes(owner))) {
      flaws.push(`fields：${name} 不归该部门，请向 ${named[0]![1].department} 申请`);
    } else if (named.every(([, { class: shared }]) => shared === 'WITHHELD')) flaws.push(`fields：${name} 不予共享`);
    if (named.some(([coordinate]) => governs(coordinate))) flaws.push(`fields：${name} 是审计或授权管理的职权，不能另行授予`);
    const findings = named.some(([, each]) => each.named && each.madeOf.includes('land'));
    const isTheirs = terms.role === 'tax_officer' || terms.department === 'tax' || terms.department === 'land';
    if (findings && !isTheirs && terms.purpose.trim() !== LAND_TAX_PURPOSE)
      flaws.push(`purpose：${name} 只为用途“${LAND_TAX_PURPOSE}”授权`);
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

/** Someone whom terms are for, with the purpose they name. */
export function viewerMeant({ role, subject, department, organisation, zones, purpose }: GrantTerms): Viewer {
  const who = {
    subject: subject ?? '',
    role,
    zones: zones ?? [],
    towns: [],
    department: department ?? undefined,
    creditCode: undefined,
    organisation: organisation ?? undefined,
  };
  return { ...who, purpose, adhoc: false, introspect: false };
}

/** What a profile asks of one department (SHARING.md, Profiles): an ordinary grant, P1 of who consented, P2 of its zones. */
export function profileTerms(
  profile: 'P1' | 'P2',
  asked: {
    readonly zones: readonly string[];
    readonly purpose: string;
    readonly document: string;
    readonly from: string;
    readonly to: string;
  },
  owner: DepartmentId,
): GrantTerms {
  return {
    ...{ role: 'zone_committee', subject: null, department: null, organisation: null, form: TERMS_FORM },
    fields: [`derived:${owner}`],
    ...(profile === 'P1' ? { consented: true } : { except: ['Treatment.amount'] }),
    ...(owner === 'statistics' && { declared: true }),
    zones: asked.zones,
    acts: ['READ', 'DERIVE', 'EXPORT'],
    ...{ purpose: asked.purpose, ground: asked.document, from: asked.from, to: asked.to },
  };
}

/** The departments that a profile is asked of; of statistics only what the enterprise declared itself. */
export const PROFILE_DEPARTMENTS = ['tax', 'emissions', 'utilities', 'statistics'] as const satisfies readonly DepartmentId[];
