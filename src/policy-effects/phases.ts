import type { AppliedTreatment, TreatmentsFor } from '../policy/treatment-match.js';
import type { Treatments } from './treatments-at.js';

/** Months of a year (1 to 12) in which the same treatments are in force. */
export interface Phase {
  readonly months: readonly number[];
  readonly treatmentsFor: TreatmentsFor;
}

/** The year by months: what is in force on the first day of a month counts for the whole of it. */
export function phasesOf(treatments: Treatments, year: number): readonly Phase[] {
  const phases = new Map<string, { months: number[]; treatmentsFor: TreatmentsFor }>();
  for (let month = 1; month <= 12; month += 1) {
    const day = `${year}-${String(month).padStart(2, '0')}-01`;
    const key = treatments.inForce(day).join(' ');
    const known = phases.get(key);
    if (known) known.months.push(month);
    else phases.set(key, { months: [month], treatmentsFor: treatments.on(day) });
  }
  return [...phases.values()];
}

/** Of the treatments of a kind that take effect with a rate, the one with the highest. */
export function strongest(applied: readonly AppliedTreatment[], kind: AppliedTreatment['treatment']['kind']): AppliedTreatment | undefined {
  return applied
    .filter(({ treatment }) => treatment.kind === kind && !treatment.trial && treatment.rate)
    .reduce<AppliedTreatment | undefined>(
      (best, each) => (best && best.treatment.rate!.compare(each.treatment.rate!) >= 0 ? best : each),
      undefined,
    );
}
