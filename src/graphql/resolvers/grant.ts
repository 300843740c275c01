import type { GraphQLSchema } from 'graphql';
import { Access } from '../../access/decide.js';
import { couldBeGiven } from '../../access/decision.js';
import { officeOf } from '../../access/office-reach.js';
import { Refusal } from '../../access/refusal.js';
import type { Role, Viewer } from '../../access/viewer.js';
import type { DepartmentId } from '../../grading/fact.js';
import { missingWith } from '../../grants/complete.js';
import type { GrantFile } from '../../access/grant-file.js';
import type { GrantDesk } from '../../grants/grant-desk.js';
import { storedOf } from '../../grants/grant-steps.js';
import type { GrantStepOutcome } from '../../grants/grant-steps.js';
import { coordinatesOf, flawsOf, grantOfTerms, TERMS_FORM, viewerMeant, type GrantTerms } from '../../grants/terms.js';
import type { GrantInput, Resolvers, ResolversTypes } from '../__generated__/resolvers.js';
import type { Context } from '../context.js';
import { departmentNamed, departmentOf } from './department-names.js';
import { refusedInput } from './refused-input.js';

/** schema/grant.graphql */
export const grantResolvers: Resolvers = {
  Query: {
    grants: async (_, { states }, { viewer, officeRecords: { grantDesk } }) => {
      const visible = await grantDesk.visibleTo({
        actor: viewer.subject,
        department: answersFor(viewer),
        every: viewer.role === 'security_admin',
      });
      return visible.filter(({ state }) => !states || states.includes(state));
    },
    grantRehearsal: async (_, { input, days }, { viewer, access: { basis }, officeRecords: { grantDesk } }) => {
      const owner = departmentOf(input.owner);
      if (answersFor(viewer) !== owner) throw new Refusal('FORBIDDEN', `试算要看 ${owner} 的访问记录，只对该部门开放`);
      const terms = termsOf(input);
      const flaws = flawsOf(terms, owner, basis.register);
      if (flaws.length > 0) throw new Refusal('BAD_USER_INPUT', `不能试算：${flaws.join('；')}`);
      return grantDesk.rehearse(
        basis,
        owner,
        terms,
        { before: basis.grants, after: [...basis.grants, grantOfTerms(0, owner, terms)] },
        since(days),
      );
    },
    withdrawalRehearsal: async (_, { id: number, days }, { viewer, access: { basis }, officeRecords: { grantDesk } }) => {
      const visible = await grantDesk.visibleTo({ actor: viewer.subject, department: answersFor(viewer) });
      const grant = visible.find((each) => String(each.id) === number && each.state === 'APPROVED' && each.owner === answersFor(viewer));
      if (!grant) throw new Refusal('NOT_FOUND', `本部门没有在录的第 ${JSON.stringify(number)} 号授权；请使用 grants 列出的 id`);
      const after = basis.grants.filter((each) => each.id !== String(grant.id));
      return grantDesk.rehearse(basis, grant.owner, grant.terms, { before: basis.grants, after }, since(days));
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
    requestGrant: async (_, { input, reason }, { viewer, access, officeRecords: { grantDesk } }, { schema }) => {
      const { owner } = input;
      const terms = termsOf(input);
      const flaws = [...flawsOf(terms, departmentOf(owner), access.basis.register), ...withoutReason(reason)];
      if (flaws.length === 0) flaws.push(...incomplete(schema, terms, departmentOf(owner), access));
      if (flaws.length > 0) return refusedInput('申请有误，未受理', flaws);
      return outcome(await grantDesk.request(viewer.subject, departmentOf(owner), terms, reason.trim()));
    },
    answerGrant: async (_, { id: number, approve, reason }, { viewer, officeRecords: { grantDesk } }) =>
      decided(viewer, number, reason, (by, grant) => grantDesk.decide(by, grant, approve ? 'APPROVED' : 'REFUSED', reason.trim())),
    withdrawGrant: async (_, { id: number, reason }, { viewer, hub, officeRecords: { grantDesk } }) => {
      const file = hub.grantFiles.find(({ grant }) => grant.id === number);
      if (file) return withdrawnPart(file, viewer, reason, grantDesk);
      return decided(viewer, number, reason, (by, grant) => grantDesk.decide(by, grant, 'WITHDRAWN', reason.trim()));
    },
  },
  AccessGrant: {
    owner: ({ owner }) => departmentNamed(owner),
    role: ({ terms }) => terms.role,
    subject: ({ terms }) => terms.subject,
    department: ({ terms }) => terms.department && departmentNamed(terms.department),
    fields: ({ terms }) => [...terms.fields],
    organisation: ({ terms }) => terms.organisation ?? null,
    zones: ({ terms }) => terms.zones && [...terms.zones],
    except: ({ terms }) => [...(terms.except ?? [])],
    consented: ({ terms }) => terms.consented ?? false,
    declared: ({ terms }) => terms.declared ?? false,
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
    ...{ form: TERMS_FORM, role: role as Role, fields, acts: acts ?? ['READ'], ground: ground.trim(), from, to, purpose: purpose.trim() },
    ...{
      subject: subject ?? null,
      organisation: organisation ?? null,
      zones: zones ?? null,
      department: department ? departmentOf(department) : null,
    },
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
  work: (by: { actor: string; department: DepartmentId }, grant: number) => Promise<GrantStepOutcome>,
): Promise<Outcome> {
  const department = answersFor(viewer);
  if (!department) throw new Refusal('FORBIDDEN', '授权由数据归属部门答复和撤回；请使用该部门的令牌（角色 department）');
  if (!/^[1-9]\d{0,14}$/.test(number)) return refusedInput(`没有 ${JSON.stringify(number)} 号授权申请；请使用 grants 列出的 id`);
  const flaws = withoutReason(reason);
  return flaws.length > 0 ? refusedInput('未办理', flaws) : outcome(await work({ actor: viewer.subject, department }, Number(number)));
}

/** What the objects asked for cannot do without, as long as it is granted neither with them nor otherwise. */
function incomplete(schema: GraphQLSchema, terms: GrantTerms, owner: DepartmentId, { basis }: Context['access']): readonly string[] {
  const asked = new Access(basis, viewerMeant(terms));
  const missing = missingWith(schema, coordinatesOf(terms, owner, basis.register), (coordinate) => couldBeGiven(asked.of(coordinate)));
  return missing.map(
    (field) =>
      `fields：还须有 ${field}（归 ${basis.register.fields.get(field)?.department ?? '县'}，所列对象必有的字段）：请一并申请，或先向其归属部门申请，或去掉通向该对象的字段`,
  );
}

/** What a file gives is withdrawn on record, by each department its part; the file stays. */
async function withdrawnPart({ grant }: GrantFile, viewer: Viewer, reason: string, desk: GrantDesk): Promise<Outcome> {
  const department = answersFor(viewer);
  const flaws = withoutReason(reason);
  if (flaws.length > 0) return refusedInput('未办理', flaws);
  if (department === undefined || !grant.givenBy?.includes(department))
    return refusedInput(`授权 ${grant.id} 不由本部门给出，或本部门的份已撤回`);
  const isNew = await desk.withdrawPart({ actor: viewer.subject, department }, grant, reason.trim());
  if (!isNew) return refusedInput(`授权 ${grant.id} 中本部门的份早已撤回；要再给，请由申请方另提授权（requestGrant）`);
  return { __typename: 'AccessGrant', ...storedOf(grant, department, viewer.subject, reason.trim()) };
}

/** The department that a viewer answers for; what the county itself holds is the security administrator's to give. */
function answersFor(viewer: Viewer): DepartmentId | undefined {
  return viewer.role === 'security_admin' ? 'county' : officeOf(viewer);
}

function withoutReason(reason: string): readonly string[] {
  return reason.trim() === '' ? ['reason：请写明理由，留存备查'] : [];
}

function outcome(step: GrantStepOutcome): Outcome {
  return step.done ? { __typename: 'AccessGrant', ...step.grant } : refusedInput(step.why);
}
