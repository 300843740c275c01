import { Rational } from '../grading/rational.js';
import { landClassKey } from '../policy/rate-class.js';
import type { FindingKind, FindingStatus, LandTaxFinding } from './finding.js';

type Wanted<T> = readonly T[] | null | undefined;

/** Which findings; all conditions hold. */
export interface FindingChoice {
  readonly kinds?: Wanted<FindingKind>;
  /** Without it, those that are not corrected. */
  readonly statuses?: Wanted<FindingStatus>;
  readonly towns?: Wanted<string>;
  /** However written. */
  readonly landClasses?: Wanted<string>;
  /** Of the holder or the taxpayer. */
  readonly creditCodes?: Wanted<string>;
  /** 元 a year, a decimal; a finding whose tax is unknown does not meet it. */
  readonly taxAtStakeAtLeast?: string | null;
}

export type FindingOrder = 'TAX_AT_STAKE_DESC' | 'UNIT_CODE_ASC';

/**
 * The findings that a filter chooses, in order.
 * @param found by tax at stake, highest first
 */
export function chosenFindings<F extends LandTaxFinding>(found: readonly F[], choice: FindingChoice, order: FindingOrder): readonly F[] {
  const { kinds, statuses, towns, landClasses, creditCodes, taxAtStakeAtLeast } = choice;
  const within = <T>(wanted: Wanted<T>, ...values: readonly (T | null | undefined)[]) =>
    !wanted || wanted.some((each) => values.includes(each));
  const least = taxAtStakeAtLeast ? Rational.from(taxAtStakeAtLeast) : undefined;
  const classes = landClasses?.map(landClassKey);
  const chosen = found.filter(
    ({ kind, status, town, landClass, holder, taxpayer, taxAtStake }) =>
      within(kinds, kind) &&
      (statuses ? statuses.includes(status) : status !== 'CORRECTED') &&
      within(towns, town) &&
      within(classes, landClass === null ? null : landClassKey(landClass)) &&
      within(creditCodes, holder, taxpayer) &&
      (!least || (taxAtStake !== undefined && taxAtStake.compare(least) >= 0)),
  );
  return order === 'UNIT_CODE_ASC' ? chosen.sort(byUnitCode) : chosen;
}

/** 元 a year, of those whose tax is known. */
export function taxAtStakeTotal(found: readonly LandTaxFinding[]): Rational {
  return Rational.sum(found.flatMap(({ taxAtStake }) => taxAtStake ?? []));
}

/** Those without a unit code last. */
function byUnitCode(a: LandTaxFinding, b: LandTaxFinding): number {
  if (a.unitCode === null || b.unitCode === null) return Number(a.unitCode === null) - Number(b.unitCode === null);
  return a.unitCode < b.unitCode ? -1 : Number(a.unitCode > b.unitCode);
}
