import { contractNumber, day, year } from '../../handover/column.js';
import { dataset } from '../../handover/dataset.js';

const optional = { optional: true } as const;

/** 重点项目, by project and year (LANDUSE.md, `projects.key`). */
export const keyProjects = dataset({
  id: 'projects.key',
  department: 'development',
  title: '重点项目',
  updated: 'quarterly',
  page: 'LANDUSE.md',
  links: [{ code: 'CONTRACT_UNKNOWN', fields: ['contract'], dataset: 'land.supplies', named: ['number'] }],
  columns: {
    code: { label: '项目代码', kind: 'code', key: true },
    year,
    name: { label: '名称', kind: 'text' },
    level: { label: '级别', kind: 'text' },
    plannedQuarter: { label: '计划开工季度', kind: 'choice', choices: ['1', '2', '3', '4'] },
    startedOn: { label: '实际开工日期', ...day, ...optional },
    contract: { ...contractNumber, ...optional },
    obstacle: { label: '卡点', kind: 'text', ...optional },
    unit: { label: '责任单位', kind: 'text' },
  },
});
