import { creditCodeColumn, nameColumn, numberColumn, yearColumn } from '../../handover/column.js';
import type { DatasetDefinition } from '../../handover/dataset.js';

/** Whom an enterprise employed in a year, in 人 (HANDOVER.md, `employment.annual`). */
export const employmentAnnual: DatasetDefinition = {
  id: 'employment.annual',
  department: 'employment',
  title: '年度用工',
  columns: [
    creditCodeColumn,
    nameColumn('单位名称'),
    yearColumn,
    numberColumn('averageStaff', '年平均职工人数', 'persons', '人', true),
    numberColumn('insured', '参保人数', 'persons', '人', true),
  ],
};
