import type { FactDefinition } from '../../grading/fact.js';
import { creditCode, enterpriseName, measure, year } from '../../handover/column.js';
import { dataset } from '../../handover/dataset.js';
import { factsOf } from '../../handover/facts.js';

const mass = { ...measure('mass', '吨'), nonNegative: true, fact: true } as const;

/** What an enterprise emitted in a year, in 吨 (HANDOVER.md, `emissions.annual`). */
export const emissionsAnnual = dataset({
  id: 'emissions.annual',
  department: 'emissions',
  title: '年度排放量',
  updated: 'yearly',
  columns: {
    creditCode,
    name: enterpriseName('单位名称'),
    year,
    permit: { label: '排污许可证编号', kind: 'code' },
    cod: { label: '化学需氧量', ...mass },
    ammonia: { label: '氨氮', ...mass },
    so2: { label: '二氧化硫', ...mass },
    nox: { label: '氮氧化物', ...mass },
  },
});

/** Those handed over, and the equivalent that is computed from the four (equivalent.ts). */
export const emissionsFacts: readonly FactDefinition[] = [
  ...factsOf(emissionsAnnual),
  { id: 'emissions.equivalent', title: '排污当量', kind: 'number', unit: '吨', department: 'emissions' },
];
