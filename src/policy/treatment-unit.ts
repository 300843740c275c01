import { Rational } from '../grading/rational.js';
import type { Section } from './fields.js';
import type { TreatmentKind } from './treatment.js';
import type { TreatmentReading } from './treatment-reading.js';

/** The units in which money can be worked out; other kinds may bear any. */
const UNITS: Partial<Record<TreatmentKind, readonly string[]>> = {
  LAND_USE_TAX: ['%'],
  ELECTRICITY: ['元/kWh'],
  WATER: ['元/吨', '%'],
};
const HUNDRED = Rational.integer(100);

/** Reports a rate without its unit, in a unit that its kind cannot be worked out in, or a relief beyond the whole tax. */
export function checkUnit(
  reading: TreatmentReading,
  section: Section,
  kind: TreatmentKind,
  rate: Rational | null | undefined,
  unit: string | undefined,
): void {
  const field = section.get('rate');
  if (!field || rate === undefined) return;
  const units = UNITS[kind];
  if (unit === undefined) reading.report(field, `标准没有单位；请写 unit${units ? `：${units.join('、')}` : ''}`);
  else if (units && !units.includes(unit))
    reading.report(section.get('unit')!, `${kind} 的单位应当是 ${units.join('、')}，这里是“${unit}”`);
  if (rate && kind === 'LAND_USE_TAX' && (rate.sign < 0 || rate.compare(HUNDRED) > 0)) {
    reading.report(field, `减免比例应在 0 到 100（%）之间，这里是 ${rate.toString()}`);
  }
}
