import { officeOf } from '../../access/office-reach.js';
import { Refusal } from '../../access/refusal.js';
import { VIEWER_DEPARTMENTS, type Viewer } from '../../access/viewer.js';
import { READS, type Detail } from '../../audit/event.js';
import type { DepartmentId } from '../../grading/fact.js';
import type { Department, Resolvers } from '../__generated__/resolvers.js';
import { departmentNamed, departmentOf } from './department-names.js';

/** schema/audit.graphql */
export const auditResolvers: Resolvers = {
  Query: {
    accessLog: (_, { department, first, after }, { viewer, officeRecords: { accessLog } }) =>
      accessLog.page(whoseLog(viewer, department), { first, after }),
    accessCounts: (_, { department, since }, { viewer, officeRecords: { accessLog } }) =>
      accessLog.counts(whoseLog(viewer, department), since ?? undefined),
  },
  AccessLogEntry: {
    department: ({ department }) => departmentNamed(department),
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
function whoseLog(viewer: Viewer, asked: Department | null | undefined): DepartmentId {
  const named = asked ? departmentOf(asked) : undefined;
  const own = officeOf(viewer);
  if (own !== undefined) {
    if (named === undefined || named === own) return own;
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
