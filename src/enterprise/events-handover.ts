import { creditCodeColumn, dateColumn, textColumn } from '../handover/column.js';
import type { DatasetDefinition } from '../handover/dataset.js';

/** What happened to enterprises, from any department (HANDOVER.md, `events`). */
export const events: DatasetDefinition = {
  id: 'events',
  department: 'county',
  title: '企业事项',
  columns: [
    creditCodeColumn,
    { field: 'event', label: '事项代码', kind: 'event', key: true },
    { ...dateColumn('date', '发生日期'), key: true },
    { ...textColumn('document', '文书号'), key: true, mayBeEmpty: true },
    textColumn('note', '说明'),
  ],
};
