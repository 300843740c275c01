import type { FactDefinition } from '../../grading/fact.js';
import { creditCode, enterpriseName, measure, year } from '../../handover/column.js';
import { dataset } from '../../handover/dataset.js';
import { factsOf } from '../../handover/facts.js';

const mass = { ...measure('mass', '吨'), nonNegative: true, fact: true } as const;

/** A pollutant under its name or its formula, each with 排放量 after it or without. */
function pollutant<const Label extends string>(label: Label, ...formulas: readonly string[]) {
  return { label, aliases: [...formulas, ...[label, ...formulas].map((name) => `${name}排放量`)], ...mass } as const;
}

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
    cod: pollutant('化学需氧量', 'COD', 'CODcr'),
    ammonia: pollutant('氨氮', 'NH3-N'),
    so2: pollutant('二氧化硫', 'SO2'),
    nox: pollutant('氮氧化物', 'NOx'),
  },
});

/** Those handed over, and the equivalent that is computed from the four (equivalent.ts). */
export const emissionsFacts: readonly FactDefinition[] = [
  ...factsOf(emissionsAnnual),
  { id: 'emissions.equivalent', title: '排污当量', kind: 'number', unit: '吨', department: 'emissions' },
];
