import type { Assessed } from '../assessment/assessor.js';
import type { LinkedLandSource } from '../departments/tax/land-source.js';
import type { Directory } from '../enterprise/directory.js';
import { squareMetres } from '../grading/land-area.js';
import { Rational } from '../grading/rational.js';
import type { TreatmentsFor } from '../policy/treatment-match.js';
import { strongest } from './phases.js';
import type { ReliefGrants } from './relief.js';

const HUNDRED = Rational.integer(100);

/**
 * The relief that the treatments in force give a source's taxpayer by its class: the highest share of the yearly tax.
 * @param treatmentsFor those of 31 December of the assessed year
 */
export function reliefGrants(
  { assessment }: Pick<Assessed, 'assessment'>,
  directory: Directory,
  treatmentsFor: TreatmentsFor,
): ReliefGrants {
  return (source) => {
    const row = source.taxpayer === undefined ? undefined : directory.row(source.taxpayer);
    if (row === undefined) return { granted: Rational.ZERO, why: '纳税人不是已知企业，没有类别' };
    const { final, treatedAs } = assessment.results[row]!;
    const best = strongest(treatmentsFor(row, { final, treatedAs }), 'LAND_USE_TAX');
    if (!best?.treatment.rate) {
      const standing = final ? `评为${final}类` : treatedAs ? `按${treatedAs}类对待` : '没有类别';
      return { granted: Rational.ZERO, why: `${standing}，没有给予减免的在效政策` };
    }
    const tax = yearlyTax(source);
    const rate = best.treatment.rate;
    return tax && { granted: tax.times(rate).over(HUNDRED).round(2), why: `${best.why}，减免 ${rate.toString()}%` };
  };
}

/** The same, marked as of an evaluation that was not made public: it is looked at, and nothing is asked for by it. */
export function onTrial(grants: ReliefGrants): ReliefGrants {
  return (source) => {
    const ground = grants(source);
    return ground && { ...ground, why: `试算，未按公布的评价：${ground.why}` };
  };
}

/** 元 a year before relief: taxable ㎡ × 元/㎡, or else as declared. */
export function yearlyTax({ taxableArea, rate, annualTax }: LinkedLandSource): Rational | undefined {
  const area = squareMetres(taxableArea);
  return area && rate ? area.times(rate) : annualTax;
}
