import { sharingCatalogue } from '../../access/catalogue.js';
import { explainAccess, inWords } from '../../access/explain.js';
import { isOnRecord, type Grant } from '../../access/grants.js';
import { accessMatrix, viewerLike } from '../../access/matrix.js';
import { officeOf } from '../../access/office-reach.js';
import { Refusal } from '../../access/refusal.js';
import { ROLES, type Viewer } from '../../access/viewer.js';
import { updateCycleOf } from '../../intake/update-cycles.js';
import type { AccessAsker, Resolvers } from '../__generated__/resolvers.js';
import { departmentNamed, departmentOf } from './department-names.js';

/** schema/access.graphql, schema/catalogue.graphql */
export const accessResolvers: Resolvers = {
  Query: {
    catalogue: (_, { departments, classes }, __, { schema }) =>
      sharingCatalogue(schema, updateCycleOf)
        .filter((entry) => !departments || departments.includes(departmentNamed(entry.department)))
        .filter((entry) => !classes || classes.includes(entry.class)),
    accessMatrix: (_, { act, departments }, { access: { basis } }) =>
      accessMatrix(
        basis.register,
        { files: basis.grants.filter((grant) => !isOnRecord(grant)), onRecord: basis.grants.filter(isOnRecord) },
        act,
        basis.today,
      ).filter((row) => !departments || departments.includes(departmentNamed(row.department))),
    accessExplanation: (_, { coordinate, act, asker, zone, madeOf }, { viewer, access: { basis } }) => {
      const wanted = asker ? askerOf(asker, viewer) : viewer;
      const grants = basis.grants.filter((grant) => mayBeShown(grant, viewer, wanted));
      return explainAccess(
        { ...basis, grants },
        { viewer: wanted, act, coordinate, madeOf: madeOf?.map(departmentOf), zone: zone ?? undefined },
      );
    },
  },
  AccessExplanation: {
    reason: ({ withheld }) => withheld[0]?.reason ?? null,
    summary: (explanation) => inWords(explanation),
    steps: ({ steps }) => [...steps],
  },
  AccessMatrixRow: {
    owner: ({ department }) => departmentNamed(department),
    cells: ({ cells }) => [...cells],
  },
  AccessMatrixCell: {
    grants: ({ onRecord }) => [...onRecord],
  },
  CatalogueEntry: {
    description: ({ description }) => description ?? null,
    owner: ({ department }) => departmentNamed(department),
    tells: ({ tells }) => tells ?? null,
  },
};

/** Whom a grant is for is its owner's and the security administrator's to know; others see those that are for the one they ask about. */
function mayBeShown({ to: { subject, department, organisation }, givenBy }: Grant, viewer: Viewer, asker: Viewer): boolean {
  const office = officeOf(viewer);
  if (viewer.role === 'security_admin' || (office !== undefined && givenBy?.includes(office))) return true;
  return [
    [subject, asker.subject],
    [department, asker.department],
    [organisation, asker.organisation],
  ].every(([wanted, its]) => wanted === undefined || wanted === its);
}

/** @throws Refusal FORBIDDEN for who may not look into others' rights, BAD_USER_INPUT for a role that is none */
function askerOf({ role, subject, department, organisation, zones, towns, creditCode, purpose }: AccessAsker, viewer: Viewer): Viewer {
  if (viewer.role !== 'security_admin' && officeOf(viewer) === undefined)
    throw new Refusal('FORBIDDEN', '只能查询本人的授权情况；查询他人的，限安全管理员和数据归属部门');
  const known = ROLES.find((each) => each === role);
  if (!known) throw new Refusal('BAD_USER_INPUT', `asker.role：没有角色 ${JSON.stringify(role)}；应为 ${ROLES.join('、')} 之一`);
  return viewerLike({
    ...{ role: known, subject: subject ?? '', zones: zones ?? [], towns: towns ?? [] },
    ...(department && { department: departmentOf(department) }),
    ...(creditCode && { creditCode }),
    ...(organisation && { organisation }),
    ...(purpose && { purpose }),
  });
}
