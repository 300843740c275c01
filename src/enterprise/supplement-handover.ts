import { creditCodeColumn, textColumn, yearColumn } from '../handover/column.js';
import type { DatasetDefinition } from '../handover/dataset.js';

/**
 * The facts that a county declares itself, one a line, from any department (HANDOVER.md, `supplement.annual`).
 * `value` is in `unit`: the fact's declared unit, wherever conversion into it ends (see src/handover/supplement.ts).
 */
export const supplementAnnual: DatasetDefinition = {
  id: 'supplement.annual',
  department: 'county',
  title: '县（区）自定指标',
  columns: [
    creditCodeColumn,
    yearColumn,
    { field: 'fact', label: '指标代码', kind: 'fact', key: true },
    { field: 'value', label: '数值', kind: 'number' },
    textColumn('unit', '计量单位'),
  ],
};
