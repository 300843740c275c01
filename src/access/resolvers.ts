import type { AccessAsker, Department, Resolvers } from '../__generated__/resolvers.js';
import type { DepartmentId } from '../grading/fact.js';
import { sharingCatalogue } from './catalogue.js';
import { explainAccess, inWords } from './explain.js';
import { SAMPLE_GRANTS, type Grant } from './grants.js';
import { accessMatrix, viewerLike } from './matrix.js';
import { Refusal } from './refusal.js';
import { sharingRegister } from './sharing.js';
import { ROLES, type Viewer } from './viewer.js';

/** schema/catalogue.graphql */
export const accessResolvers: Resolvers = {
  Query: {
    catalogue: (_, { departments, classes }, __, { schema }) =>
      sharingCatalogue(schema)
        .filter((entry) => !departments || departments.includes(named(entry.department)))
        .filter((entry) => !classes || classes.includes(entry.class)),
    accessMatrix: (_, { act, departments }, { onRecord, today }, { schema }) =>
      accessMatrix(sharingRegister(schema), onRecord, act, today).filter((row) => !departments || departments.includes(named(row.department))),
    accessExplanation: (_, { coordinate, act, asker, zone, madeOf }, { viewer, onRecord, today }, { schema }) => {
      const asking = { viewer: asker ? askerOf(asker, viewer) : viewer, act, today, ...(zone ? { zone } : {}) };
      const shown = onRecord.filter((grant) => mayBeShown(grant, viewer, asking.viewer));
      return explainAccess(sharingRegister(schema), [...SAMPLE_GRANTS, ...shown], asking, coordinate, madeOf?.map(idOf));
    },
  },
  AccessExplanation: {
    granted: ({ decision }) => decision.granted,
    reason: ({ decision }) => (decision.granted ? null : decision.reason),
    summary: (explanation) => inWords(explanation),
    steps: ({ steps }) => [...steps],
  },
  AccessMatrixRow: {
    owner: ({ department }) => named(department),
    cells: ({ cells }) => [...cells],
  },
  AccessMatrixCell: {
    grants: ({ onRecord }) => onRecord.map(String),
  },
  CatalogueEntry: {
    description: ({ description }) => description ?? null,
    owner: ({ department }) => named(department),
  },
};

/** Whom a grant on record is for is its owner's and the security administrator's to know; others see those that are for the one they ask about. */
function mayBeShown({ stored, subject, department, organisation }: Grant, viewer: Viewer, asker: Viewer): boolean {
  if (viewer.role === 'security_admin' || (viewer.role === 'department' && stored?.owner === viewer.department)) return true;
  return [[subject, asker.subject], [department, asker.department], [organisation, asker.organisation]].every(([wanted, its]) => wanted === undefined || wanted === its);
}

/** @throws Refusal FORBIDDEN for who may not look into others' rights, BAD_USER_INPUT for a role that is none */
function askerOf({ role, subject, department, organisation, zones, purpose }: AccessAsker, viewer: Viewer): Viewer {
  if (viewer.role !== 'security_admin' && viewer.role !== 'department') throw new Refusal('FORBIDDEN', '只能查询本人的授权情况；查询他人的，限安全管理员和数据归属部门');
  const known = ROLES.find((each) => each === role);
  if (!known) throw new Refusal('BAD_USER_INPUT', `asker.role：没有角色 ${JSON.stringify(role)}；应为 ${ROLES.join('、')} 之一`);
  return viewerLike({ role: known, subject: subject ?? '', zones: zones ?? [], ...(department && { department: idOf(department) }), ...(organisation && { organisation }), ...(purpose && { purpose }) });
}

function idOf(department: Department): DepartmentId {
  return department.toLowerCase() as DepartmentId;
}

function named(department: DepartmentId): Department {
  return department.toUpperCase() as Department;
}
