import type { DepartmentId, EventDefinition, FactDefinition } from '../../src/grading/fact.js';

const NUMBERS: Readonly<Record<string, readonly [DepartmentId, string]>> = {
  'tax.vat_net': ['tax', '万元'],
  'tax.export_credit': ['tax', '万元'],
  'tax.refund_on_levy': ['tax', '万元'],
  'tax.corporate_income': ['tax', '万元'],
  'tax.property': ['tax', '万元'],
  'tax.land_use': ['tax', '万元'],
  'tax.other': ['tax', '万元'],
  'tax.returned': ['tax', '万元'],
  'land.owned_area': ['land', '亩'],
  'land.leased_in': ['land', '亩'],
  'land.leased_out': ['land', '亩'],
  'land.used_area': ['land', '亩'],
  'land.tenants': ['land', '户'],
  'emissions.cod': ['emissions', '吨'],
  'emissions.ammonia': ['emissions', '吨'],
  'emissions.so2': ['emissions', '吨'],
  'emissions.nox': ['emissions', '吨'],
  'emissions.equivalent': ['emissions', '吨'],
  'employment.average_staff': ['employment', '人'],
  'employment.insured': ['employment', '人'],
  'statistics.revenue': ['statistics', '万元'],
  'statistics.value_added': ['statistics', '万元'],
  'statistics.rd_expense': ['statistics', '万元'],
  'statistics.energy': ['statistics', '吨标煤'],
  'statistics.energy_calorific': ['statistics', '吨标煤'],
  'utilities.electricity': ['utilities', '万kWh'],
  'utilities.water': ['utilities', '吨'],
};

const REGISTER = ['industry', 'industry_group', 'zone', 'town', 'status'];

const EVENTS = [
  'safety_accident',
  'environment_violation',
  'food_safety_accident',
  'energy_target_missed',
  'tax_fraud',
  'illegal_land',
  'production_halt',
  'new_enterprise',
  'newly_above_scale',
  'under_construction',
  'key_polluter',
  'little_giant',
  'high_tech',
];

/** The facts of HANDOVER.md, Datasets and columns. */
export const FACTS: readonly FactDefinition[] = [
  ...Object.entries(NUMBERS).map(([id, [department, unit]]): FactDefinition => ({ id, kind: 'number', title: id, unit, department })),
  ...REGISTER.map((name): FactDefinition => ({ id: `enterprise.${name}`, kind: 'text', title: name, department: 'register' })),
  { id: 'enterprise.established', kind: 'date', title: '成立日期', department: 'register' },
  { id: 'statistics.above_scale', kind: 'boolean', title: '规上', department: 'statistics' },
];

/** The events of HANDOVER.md. */
export const EVENT_DEFINITIONS: readonly EventDefinition[] = EVENTS.map((code) => ({ code, title: code }));
