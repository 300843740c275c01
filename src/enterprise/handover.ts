import { codeColumn, creditCodeColumn, dateColumn, nameColumn, textColumn } from '../handover/column.js';
import type { DatasetDefinition } from '../handover/dataset.js';

/** The register of enterprises (HANDOVER.md, `enterprise.register`). */
export const enterpriseRegister: DatasetDefinition = {
  id: 'enterprise.register',
  department: 'register',
  title: '企业名录',
  columns: [
    creditCodeColumn,
    nameColumn('企业名称'),
    dateColumn('established', '成立日期'),
    codeColumn('industry', '行业代码'),
    textColumn('industryGroup', '行业组'),
    codeColumn('zone', '园区代码'),
    codeColumn('town', '镇街代码'),
    textColumn('status', '登记状态'),
  ],
};
