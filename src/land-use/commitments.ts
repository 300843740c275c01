import { Rational } from '../grading/rational.js';
import type { Contract } from './contract.js';
import { factOf, type EnterpriseFacts } from './enterprise-facts.js';
import { latestSale } from './holder.js';
import { PROMISED_INDICATORS, type OutputCheck, type OutputContract, type PromisedIndicator } from './records.js';
import type { Reckoning } from './reckoning.js';

export type CommitmentState = 'MET' | 'UNMET' | 'UNKNOWN';
export type CommitmentBand = 'FULL' | 'FROM_80' | 'FROM_60' | 'BELOW_60';

/** What an output contract promises of one indicator, and what became of it. */
export interface Commitment {
  readonly output: OutputContract;
  readonly indicator: PromisedIndicator;
  readonly promised: Rational;
  readonly actual: Rational | undefined;
  readonly ratio: Rational | undefined;
  readonly state: CommitmentState;
  readonly band: CommitmentBand | null;
  /** The check that the actual is from; undefined: it is from the records of the review year. */
  readonly check: OutputCheck | undefined;
  /** What is missing where the state is UNKNOWN: facts by their id, columns by their label. */
  readonly missing: readonly string[];
}

type Actual = { readonly value: Rational } | { readonly missing: readonly string[] };

const SQUARE_METRES_OF_MU = Rational.of(2000n, 3n);
const HUNDRED = Rational.integer(100);
const BANDS: readonly (readonly [CommitmentBand, Rational])[] = [
  ['FULL', Rational.ONE],
  ['FROM_80', Rational.of(4n, 5n)],
  ['FROM_60', Rational.of(3n, 5n)],
];
/** Numerator and denominator of those that are quotients of an enterprise's facts. */
const QUOTIENTS: Partial<Record<PromisedIndicator, readonly [string, string]>> = {
  单位能耗增加值: ['statistics.value_added', 'statistics.energy'],
  单位排放增加值: ['statistics.value_added', 'emissions.equivalent'],
  研发比: ['statistics.rd_expense', 'statistics.revenue'],
};

/** The facts of enterprises that commitments are reckoned from, beside their tax. */
export const COMMITMENT_FACTS: readonly string[] = [...new Set(Object.values(QUOTIENTS).flat())];

/** What of an output contract's promises is kept on the day (LANDUSE.md, Commitments). */
export function commitmentsOf(output: OutputContract, reckoning: Reckoning): readonly Commitment[] {
  return PROMISED_INDICATORS.flatMap((indicator) => {
    const promised = output.promised[indicator];
    return promised ? [commitmentOf(output, indicator, promised, reckoning)] : [];
  });
}

/** The same of one indicator that it promises. */
export function commitmentOf(output: OutputContract, indicator: PromisedIndicator, promised: Rational, reckoning: Reckoning): Commitment {
  const check = latestCheck(output, indicator, reckoning);
  const actual = check?.actual ? { value: check.actual } : fromRecords(output, indicator, reckoning);
  const value = 'value' in actual ? actual.value : undefined;
  const ratio = value && promised.sign > 0 ? value.over(promised) : undefined;
  const state = ratio ? stateOf(ratio, output.tolerance) : 'UNKNOWN';
  const missing = 'missing' in actual ? actual.missing : ratio ? [] : [`承诺${indicator}`];
  return { output, indicator, promised, actual: value, ratio, state, band: ratio ? bandOf(ratio) : null, check, missing };
}

/** The latest check of an indicator that has a value; of one day, that of the later node. */
export function latestCheck({ number }: OutputContract, indicator: PromisedIndicator, { land }: Reckoning): OutputCheck | undefined {
  return land.checks.get(number)?.findLast((check) => check.indicator === indicator && check.actual);
}

/** The enterprise that promised, or to which a 转让 passed it on; undefined where the buyer is none that is known. */
export function enterpriseOf(output: OutputContract, { land }: Reckoning): string | undefined {
  const contract = output.contract === null ? undefined : land.contracts.get(output.contract);
  const sale = contract && latestSale(contract, output.signedOn, land);
  const party = sale ? sale.buyerId : output.creditCode;
  return party === null ? undefined : land.enterpriseOf(party);
}

/** Whether a ratio of actual to promised keeps a promise within its tolerance (%). */
export function stateOf(ratio: Rational, tolerance: Rational | undefined): 'MET' | 'UNMET' {
  const least = tolerance ? Rational.ONE.minus(tolerance.over(HUNDRED)) : Rational.ONE;
  return ratio.compare(least) >= 0 ? 'MET' : 'UNMET';
}

function bandOf(ratio: Rational): CommitmentBand {
  return BANDS.find(([, least]) => ratio.compare(least) >= 0)?.[0] ?? 'BELOW_60';
}

function fromRecords(output: OutputContract, indicator: PromisedIndicator, reckoning: Reckoning): Actual {
  const quotient = QUOTIENTS[indicator];
  if (indicator !== '亩均税收' && !quotient) return { missing: ['核查记录'] };
  const { reviewYear } = output;
  if (reviewYear === null) return { missing: ['复核年度'] };
  if (reckoning.on < `${reviewYear}-12-31`) return { missing: [`${reviewYear} 年度数据（年度未结束）`] };
  const enterprise = enterpriseOf(output, reckoning);
  if (enterprise === undefined) return { missing: ['承诺企业'] };
  const facts = reckoning.basis.facts(reviewYear);
  if (!facts) return { missing: [`${reviewYear} 年度数据`] };
  if (!quotient) return taxShare(output, enterprise, facts, reckoning);
  const value = quotientOf(facts, enterprise, quotient);
  return indicator === '研发比' && 'value' in value ? { value: value.value.times(HUNDRED) } : value;
}

function quotientOf(facts: EnterpriseFacts, enterprise: string, [numerator, denominator]: readonly [string, string]): Actual {
  const [above, below] = [factOf(facts, enterprise, numerator), factOf(facts, enterprise, denominator)];
  if (above && below && below.sign > 0) return { value: above.over(below) };
  return { missing: [...(above ? [] : [numerator]), ...(below && below.sign > 0 ? [] : [denominator])] };
}

/** The part of an enterprise's tax that falls to a contract's land, by 亩: the parts of all its live contracts add up to its tax. */
function taxShare({ contract }: OutputContract, enterprise: string, facts: EnterpriseFacts, { basis, holders }: Reckoning): Actual {
  const { tax } = basis.rules.inefficient;
  const contracts = holders.contractsOf(enterprise);
  const own = contracts.find(({ supply }) => supply.number === contract);
  if (!own) return { missing: ['企业名下有效的供地合同'] };
  const total = factOf(facts, enterprise, tax);
  const areas = Rational.sum(contracts.flatMap(({ supply }: Contract) => supply.area ?? []));
  if (!total || !own.supply.area || own.supply.area.sign <= 0) {
    return { missing: [...(total ? [] : [tax]), ...(own.supply.area && own.supply.area.sign > 0 ? [] : ['供应面积'])] };
  }
  return { value: total.over(areas.over(SQUARE_METRES_OF_MU)) };
}
