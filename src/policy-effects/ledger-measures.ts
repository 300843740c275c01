import type { policyEffect } from '../enterprise/table.js';
import { Rational } from '../grading/rational.js';
import type { DepartmentId } from '../grading/fact.js';
import type { TreatmentKind } from '../policy/treatment.js';

/** The columns of the ledger (DOMAIN.md §3.4): first what is given, then what is levied or cut. */
export const MEASURES = [
  'LAND_USE_TAX_RELIEF',
  'SUBSIDY',
  'POWER_TRADING',
  'LAND_SUPPLIED',
  'ENERGY_SUPPORTED',
  'EMISSIONS_ADDED',
  'ELECTRICITY_SURCHARGE',
  'WATER_SURCHARGE',
  'EMISSION_CHARGE',
  'ENERGY_CUT',
  'EMISSIONS_CUT',
] as const;
export type Measure = (typeof MEASURES)[number];

interface About {
  readonly title: string;
  readonly column: keyof typeof policyEffect.$inferSelect;
  /** What it is told in: money in 元. */
  readonly unit: '元' | '亩' | '吨标煤' | '吨';
  /** The treatments that say in money what it should have been. */
  readonly kind?: TreatmentKind;
  /** Whose data its figure of one enterprise is. */
  readonly madeOf: readonly DepartmentId[];
}

export const ABOUT: Readonly<Record<Measure, About>> = {
  LAND_USE_TAX_RELIEF: { title: '减免城镇土地使用税', column: 'landUseTaxRelief', unit: '元', kind: 'LAND_USE_TAX', madeOf: ['tax'] },
  SUBSIDY: { title: '财政奖补', column: 'subsidy', unit: '元', kind: 'SUBSIDY', madeOf: ['county'] },
  POWER_TRADING: { title: '电力直接交易降本', column: 'powerTrading', unit: '元', madeOf: ['utilities'] },
  LAND_SUPPLIED: { title: '新增供地', column: 'landSupplied', unit: '亩', madeOf: ['land'] },
  ENERGY_SUPPORTED: { title: '支持用能', column: 'energySupported', unit: '吨标煤', madeOf: ['statistics'] },
  EMISSIONS_ADDED: { title: '新增排污', column: 'emissionsAdded', unit: '吨', madeOf: ['emissions'] },
  ELECTRICITY_SURCHARGE: {
    title: '征收差别化电价',
    column: 'electricitySurcharge',
    unit: '元',
    kind: 'ELECTRICITY',
    madeOf: ['utilities'],
  },
  WATER_SURCHARGE: { title: '征收差别化水价', column: 'waterSurcharge', unit: '元', kind: 'WATER', madeOf: ['utilities'] },
  EMISSION_CHARGE: { title: '征收差别化排污费', column: 'emissionCharge', unit: '元', madeOf: ['emissions'] },
  ENERGY_CUT: { title: '削减用能', column: 'energyCut', unit: '吨标煤', madeOf: ['statistics'] },
  EMISSIONS_CUT: { title: '削减排污', column: 'emissionsCut', unit: '吨', madeOf: ['emissions'] },
};

const YUAN = Rational.integer(10_000);

/** A stored value of a measure in what it is told in. */
export function inLedgerUnit(measure: Measure, stored: string): Rational {
  const value = Rational.from(stored);
  return ABOUT[measure].unit === '元' ? value.times(YUAN) : value;
}
