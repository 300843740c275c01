import { codeColumn, creditCodeColumn, nameColumn, numberColumn, yearColumn } from '../../handover/column.js';
import type { DatasetDefinition } from '../../handover/dataset.js';

/** What an enterprise emitted in a year, in 吨 (HANDOVER.md, `emissions.annual`). */
export const emissionsAnnual: DatasetDefinition = {
  id: 'emissions.annual',
  department: 'emissions',
  title: '年度排放量',
  columns: [
    creditCodeColumn,
    nameColumn('单位名称'),
    yearColumn,
    codeColumn('permit', '排污许可证编号'),
    numberColumn('cod', '化学需氧量', 'mass', '吨', true),
    numberColumn('ammonia', '氨氮', 'mass', '吨', true),
    numberColumn('so2', '二氧化硫', 'mass', '吨', true),
    numberColumn('nox', '氮氧化物', 'mass', '吨', true),
  ],
};
