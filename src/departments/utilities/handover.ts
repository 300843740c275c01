import { codeColumn, creditCodeColumn, numberColumn, yearColumn } from '../../handover/column.js';
import type { DatasetDefinition } from '../../handover/dataset.js';

/** What ran through the meters of one account in a year (HANDOVER.md, `utilities.annual`). */
export const utilitiesAnnual: DatasetDefinition = {
  id: 'utilities.annual',
  department: 'utilities',
  title: '年度用电用水',
  columns: [
    creditCodeColumn,
    { ...codeColumn('account', '户号'), key: true },
    yearColumn,
    numberColumn('electricity', '用电量', 'electricity', '万kWh', true),
    numberColumn('water', '用水量', 'water', '吨', true),
  ],
};
