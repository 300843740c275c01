import type { Department, Resolvers } from '../__generated__/resolvers.js';
import { Refusal } from '../access/refusal.js';
import { VIEWER_DEPARTMENTS, type Viewer } from '../access/viewer.js';
import type { DepartmentId } from '../grading/fact.js';
import { READS, type Detail } from './event.js';

/** schema/audit.graphql */
export const auditResolvers: Resolvers = {
  Query: {
    accessLog: (_, { department, first, after }, { viewer, books: { accessLog } }) =>
      accessLog.page(whoseLog(viewer, department), { first, after }),
    accessCounts: (_, { department, since }, { viewer, books: { accessLog } }) =>
      accessLog.counts(whoseLog(viewer, department), since ?? undefined),
  },
  AccessLogEntry: {
    department: ({ department }) => department.toUpperCase() as Department,
    sequence: ({ sequence }) => String(sequence),
    role: ({ detail }) => text(detail.role),
    purpose: ({ detail }) => text(detail.purpose),
    operation: ({ detail }) => text(detail.operation),
    document: ({ detail }) => text(detail.document),
    coordinates: ({ detail }) => texts(detail.coordinates),
    enterprises: ({ detail }) => (typeof detail.enterprises === 'number' ? detail.enterprises : null),
    enterprisesDigest: ({ detail }) => text(detail.enterprisesDigest),
    withheld: ({ detail }) => texts(detail.withheld),
    client: ({ detail }) => text(detail.client),
    errors: ({ detail }) => texts(detail.errors),
    detail: ({ action, detail }) => JSON.stringify(READS.some((read) => read === action) ? {} : detail),
  },
};

/** A department's own log, whatever it asks for; whoever else may ask names one. */
function whoseLog({ role, department: own }: Viewer, asked: Department | null | undefined): DepartmentId {
  const named = asked?.toLowerCase() as DepartmentId | undefined;
  if (role === 'department') {
    if (named === undefined || named === own) return own!;
    throw new Refusal('FORBIDDEN', `部门只能查询本部门（${own}）的访问记录，不能查询 ${named} 的`);
  }
  if (named === undefined) {
    const names = VIEWER_DEPARTMENTS.join('、').toUpperCase();
    throw new Refusal('BAD_USER_INPUT', `请用 department 指明部门：${names}`);
  }
  return named;
}

function text(value: Detail[string]): string | null {
  return typeof value === 'string' ? value : null;
}

function texts(value: Detail[string]): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
