import { area, day, town, zone } from '../../handover/column.js';
import { dataset } from '../../handover/dataset.js';

const document = { label: '批准文号', kind: 'code', key: true } as const;
const project = { label: '项目编号', kind: 'code', key: true } as const;

/** 农用地转用和土地征收批复, one row a project of a document; areas in 亩 (LANDUSE.md, `land.approvals`). */
export const landApprovals = dataset({
  id: 'land.approvals',
  department: 'land',
  title: '农转用和征收批复',
  updated: 'asItHappens',
  page: 'LANDUSE.md',
  columns: {
    document,
    project,
    kind: { label: '类型', kind: 'choice', choices: ['批次', '单独选址'] },
    approvedOn: { label: '批准日期', ...day },
    area: { label: '批准面积', ...area('㎡') },
    possessionOn: { label: '征地实施日期', ...day, optional: true },
    town,
    zone: { ...zone, optional: true },
  },
});

/** What was written off, revoked or lapsed of an approval; areas in 亩 (LANDUSE.md, `land.approval_changes`). */
export const landApprovalChanges = dataset({
  id: 'land.approval_changes',
  department: 'land',
  title: '批文核销、撤回和失效',
  updated: 'asItHappens',
  page: 'LANDUSE.md',
  links: [{ code: 'APPROVAL_UNKNOWN', fields: ['approvalDocument', 'project'], dataset: landApprovals.id, named: ['document', 'project'] }],
  columns: {
    approvalDocument: document,
    project,
    document: { label: '文书号', kind: 'code', key: true, mayBeEmpty: true },
    kind: { label: '种类', kind: 'choice', choices: ['核销', '撤回', '失效'] },
    date: { label: '日期', ...day },
    area: { label: '面积', ...area('㎡') },
  },
});
