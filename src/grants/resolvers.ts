import type { GraphQLSchema } from 'graphql';
import type { Department, GrantInput, Resolvers, ResolversTypes } from '../__generated__/resolvers.js';
import { SAMPLE_GRANTS } from '../access/grants.js';
import type { May } from '../access/may.js';
import { Refusal } from '../access/refusal.js';
import { sharingRegister } from '../access/sharing.js';
import type { Role, Viewer } from '../access/viewer.js';
import type { DepartmentId } from '../grading/fact.js';
import type { Deed } from './deeds.js';
import { asGrant } from './grant-book.js';
import { missingWith } from './complete.js';
import { coordinatesOf, flawsOf, viewerMeant, type GrantTerms } from './terms.js';

/** schema/grant.graphql */
export const grantResolvers: Resolvers = {
  Query: {
    grants: async (_, { states }, { viewer, books: { grantDesk } }) => {
      const seen = await grantDesk.seenBy({ actor: viewer.subject, department: answersFor(viewer), every: viewer.role === 'security_admin' });
      return seen.filter(({ state }) => !states || states.includes(state));
    },
    grantRehearsal: async (_, { input, days }, { viewer, onRecord, books: { grantDesk } }, { schema }) => {
      const owner = id(input.owner);
      if (answersFor(viewer) !== owner) throw new Refusal('FORBIDDEN', `试算要看 ${owner} 的访问记录，只对该部门开放`);
      const terms = termsOf(input);
      const flaws = flawsOf(terms, owner, sharingRegister(schema));
      if (flaws.length > 0) throw new Refusal('BAD_USER_INPUT', `不能试算：${flaws.join('；')}`);
      const before = [...SAMPLE_GRANTS, ...onRecord];
      return grantDesk.rehearse(sharingRegister(schema), owner, terms, { before, after: [...before, asGrant(0, { terms, owner })] }, since(days));
    },
    withdrawalRehearsal: async (_, { id: number, days }, { viewer, onRecord, books: { grantDesk } }, { schema }) => {
      const seen = await grantDesk.seenBy({ actor: viewer.subject, department: answersFor(viewer) });
      const grant = seen.find((each) => String(each.id) === number && each.state === 'APPROVED' && each.owner === answersFor(viewer));
      if (!grant) throw new Refusal('NOT_FOUND', `本部门没有在录的第 ${JSON.stringify(number)} 号授权；请使用 grants 列出的 id`);
      const before = [...SAMPLE_GRANTS, ...onRecord];
      const after = before.filter(({ stored }) => stored?.id !== grant.id);
      return grantDesk.rehearse(sharingRegister(schema), grant.owner, grant.terms, { before, after }, since(days));
    },
  },
  RehearsedQuery: {
    given: ({ given }) => [...given],
    withheld: ({ withheld }) => [...withheld],
  },
  GrantRehearsal: {
    changed: ({ changed }) => [...changed],
  },
  Mutation: {
    requestGrant: async (_, { input, reason }, { viewer, may, books: { grantDesk } }, { schema }) => {
      const { owner } = input;
      const terms = termsOf(input);
      const flaws = [...flawsOf(terms, id(owner), sharingRegister(schema)), ...withoutReason(reason)];
      if (flaws.length === 0) flaws.push(...incomplete(schema, terms, id(owner), may));
      if (flaws.length > 0) return refused('申请有误，未受理', flaws);
      return outcome(await grantDesk.request(viewer.subject, id(owner), terms, reason.trim()));
    },
    answerGrant: async (_, { id: number, approve, reason }, { viewer, books: { grantDesk } }) =>
      decided(viewer, number, reason, (by, grant) => grantDesk.decide(by, grant, approve ? 'APPROVED' : 'REFUSED', reason.trim())),
    withdrawGrant: async (_, { id: number, reason }, { viewer, books: { grantDesk } }) =>
      decided(viewer, number, reason, (by, grant) => grantDesk.decide(by, grant, 'WITHDRAWN', reason.trim())),
  },
  AccessGrant: {
    owner: ({ owner }) => named(owner),
    role: ({ terms }) => terms.role,
    subject: ({ terms }) => terms.subject,
    department: ({ terms }) => terms.department && named(terms.department),
    fields: ({ terms }) => [...terms.fields],
    organisation: ({ terms }) => terms.organisation ?? null,
    zones: ({ terms }) => terms.zones && [...terms.zones],
    acts: ({ terms }) => [...terms.acts],
    purpose: ({ terms }) => terms.purpose,
    ground: ({ terms }) => terms.ground,
    from: ({ terms }) => terms.from,
    to: ({ terms }) => terms.to,
    history: ({ history }) => [...history],
  },
};

function termsOf({ role, subject, department, organisation, fields, zones, acts, purpose, ground, from, to }: GrantInput): GrantTerms {
  return {
    ...{ role: role as Role, fields, acts: acts ?? ['READ'], ground: ground.trim(), from, to, purpose: purpose.trim() },
    ...{ subject: subject ?? null, organisation: organisation ?? null, zones: zones ?? null, department: department ? id(department) : null },
  };
}

const MOST_DAYS = 92;
const DAY_MS = 86_400_000;

function since(days: number): Date {
  if (days < 1 || days > MOST_DAYS) throw new Refusal('BAD_USER_INPUT', `days：应为 1 至 ${MOST_DAYS}`);
  return new Date(Date.now() - days * DAY_MS);
}

type Outcome = Awaited<ResolversTypes['GrantOutcome']>;

async function decided(
  viewer: Viewer,
  number: string,
  reason: string,
  work: (by: { actor: string; department: DepartmentId }, grant: number) => Promise<Deed>,
): Promise<Outcome> {
  const department = answersFor(viewer);
  if (!department) throw new Refusal('FORBIDDEN', '授权由数据归属部门答复和撤回；请使用该部门的令牌（角色 department）');
  if (!/^[1-9]\d{0,14}$/.test(number)) return refused(`没有 ${JSON.stringify(number)} 号授权申请；请使用 grants 列出的 id`, []);
  const flaws = withoutReason(reason);
  return flaws.length > 0 ? refused('未办理', flaws) : outcome(await work({ actor: viewer.subject, department }, Number(number)));
}

/** What the objects asked for cannot do without, as long as it is granted neither with them nor otherwise. */
function incomplete(schema: GraphQLSchema, terms: GrantTerms, owner: DepartmentId, may: May): readonly string[] {
  const register = sharingRegister(schema);
  const viewer = viewerMeant(terms);
  const missing = missingWith(schema, coordinatesOf(terms, owner, register), (coordinate) => may(viewer, 'READ', { coordinate, madeOf: [owner] }).granted);
  return missing.map((field) => `fields：还须有 ${field}（归 ${register.fields.get(field)?.department ?? '县'}，所列对象必有的字段）：请一并申请，或先向其归属部门申请，或去掉通向该对象的字段`);
}

/** The department that a viewer answers for; what the county itself holds is the security administrator's to give. */
function answersFor({ role, department }: Viewer): DepartmentId | undefined {
  if (role === 'security_admin') return 'county';
  return role === 'department' ? department : undefined;
}

function withoutReason(reason: string): readonly string[] {
  return reason.trim() === '' ? ['reason：请写明理由，留存备查'] : [];
}

function outcome(deed: Deed): Outcome {
  return deed.done ? { __typename: 'AccessGrant', ...deed.grant } : refused(deed.why, []);
}

function refused(message: string, flaws: readonly string[]): Outcome {
  const issues = flaws.map((flaw) => ({ code: 'BAD_USER_INPUT', line: null, column: flaw.split('：')[0] ?? null, found: null, message: flaw }));
  return { __typename: 'RefusedInput', message, issues };
}

function named(department: DepartmentId): Department {
  return department.toUpperCase() as Department;
}

function id(department: Department): DepartmentId {
  return department.toLowerCase() as DepartmentId;
}
