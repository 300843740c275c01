import { officeOf } from '../../access/office-reach.js';
import { Refusal } from '../../access/refusal.js';
import type { Viewer } from '../../access/viewer.js';
import type { DepartmentId } from '../../grading/fact.js';
import type { Decision } from '../../intake/quarantine.js';
import { refusedInput } from './refused-input.js';
import type { Resolvers, ResolversTypes } from '../__generated__/resolvers.js';

/** schema/intake.graphql */
export const intakeResolvers: Resolvers = {
  Query: {
    quarantine: (_, args, { viewer, officeRecords: { quarantine } }) => quarantine.waiting(departmentOf(viewer), args),
    handovers: (_, args, { viewer, officeRecords: { quarantine } }) =>
      quarantine.files({ actor: viewer.subject, department: departmentOf(viewer) }, args),
  },
  Mutation: {
    releaseQuarantined: async (_, { id, cells, reason }, { viewer, officeRecords: { quarantine } }) => {
      const by = { actor: viewer.subject, department: departmentOf(viewer) };
      return outcome(given(id, reason) ?? (await quarantine.release(by, Number(id), cells, reason.trim())));
    },
    dropQuarantined: async (_, { id, reason }, { viewer, officeRecords: { quarantine } }) => {
      const by = { actor: viewer.subject, department: departmentOf(viewer) };
      return outcome(given(id, reason) ?? (await quarantine.drop(by, Number(id), reason.trim())));
    },
    retractHandover: async (_, { id, reason }, { viewer, officeRecords: { quarantine } }) => {
      const by = { actor: viewer.subject, department: departmentOf(viewer) };
      if (!NUMBER.test(id)) return refusedInput(`没有 ${JSON.stringify(id)} 号报送；请使用 handovers 列出的 id`);
      const result = await quarantine.retract(by, Number(id), reason);
      if (!result.done) return refusedInput(result.why);
      return { __typename: 'Handover', ...result.handover, madeOf: [by.department] };
    },
  },
  Handover: {
    status: ({ status, retractedAs }) => (retractedAs !== null ? 'RETRACTED' : status === 'accepted' ? 'ACCEPTED' : 'REFUSED'),
    retractionReason: ({ retractedReason }) => retractedReason,
    version: ({ version }) => (version === null ? null : String(version)),
    issues: ({ issueCounts }) =>
      Object.entries(issueCounts)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([code, count]) => ({ code, count })),
  },
};

/** Whose files a viewer may look at. @throws Refusal FORBIDDEN for who speaks for no department */
function departmentOf(viewer: Viewer): DepartmentId {
  const office = officeOf(viewer);
  if (office) return office;
  throw new Refusal('FORBIDDEN', '报送文件和隔离行只对报送部门开放；请使用该部门的令牌（角色 department）');
}

const NUMBER = /^[1-9]\d{0,14}$/;

/** What is wrong with the call itself. */
function given(id: string, reason: string): Decision | undefined {
  if (!NUMBER.test(id)) return { done: false, why: `没有 ${JSON.stringify(id)} 号隔离行；请使用 quarantine 列出的 id`, issues: [] };
  if (reason.trim() === '') return { done: false, why: 'reason 不能为空：请写明理由，留存备查', issues: [] };
  return undefined;
}

function outcome(decision: Decision): Awaited<ResolversTypes['QuarantineDecision']> {
  if (decision.done) return { __typename: 'QuarantinedLine', ...decision.line, madeOf: [decision.line.department] };
  const issues = decision.issues.map(({ code, line, column, found, message }) => {
    return { code, line: line ?? null, column: column ?? null, found: found ?? null, message };
  });
  return { __typename: 'RefusedInput', message: decision.why, issues };
}
