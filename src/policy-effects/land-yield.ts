import type { Title } from '../departments/land/record.js';
import type { LinkedLandSource } from '../departments/tax/land-source.js';
import type { Assessment, EnterpriseResult } from '../grading/assessment.js';
import { squareMetres } from '../grading/land-area.js';
import { LEAST_CONTRIBUTORS, mayGive, type Contributions } from '../access/suppression.js';
import { Rational } from '../grading/rational.js';
import { holdsOn } from '../policy/treatment-reading.js';
import type { LandThreshold } from '../policy/treatment-thresholds.js';
import type { FiscalLine } from './fiscal.js';
import { monthsIn } from './months.js';
import { yearlyTax } from './relief-grants.js';
import { taxPerMuOf, type TaxPerMu } from './tax-per-mu.js';

const YEAR = Array.from({ length: 12 }, (_, month) => month + 1);
const TWELVE = Rational.integer(12);
const TO_FEN = 2;
const TWO = Rational.integer(2);

/** Land-use tax of the enterprises of one kind, before and after relief. */
export interface LandTaxYield {
  readonly key: string;
  /** ㎡ a year: a source of half a year counts half. */
  readonly taxableArea: Rational;
  /** 元, rounded once for each source; of every source, its area told or not. */
  readonly tax: Rational;
  readonly relief: Rational;
  /** 元/㎡, of the sources that tell their area; undefined where no area is taxed. */
  readonly before: Rational | undefined;
  readonly after: Rational | undefined;
  /** What each enterprise adds. */
  readonly contributions: Readonly<Record<YieldMeasure, Contributions>>;
}

/** What is added up; without an area: of the sources that do not tell theirs. */
const MEASURES = ['taxableArea', 'tax', 'relief', 'taxWithoutArea', 'reliefWithoutArea'] as const;
export type YieldMeasure = (typeof MEASURES)[number];

/** The land-use tax per ㎡ before and after relief, by a key of the taxpayer (its class, its zone), keys ascending. */
export function landTaxYield(
  year: number,
  sources: readonly LinkedLandSource[],
  lines: readonly FiscalLine[],
  keyOf: (creditCode: string) => string,
): readonly LandTaxYield[] {
  const sums = new Map<string, Record<YieldMeasure, Map<string, Rational>>>();
  const add = (creditCode: string, measure: YieldMeasure, amount: Rational) => {
    const key = keyOf(creditCode);
    const its = sums.get(key) ?? noSums();
    sums.set(key, its);
    its[measure].set(creditCode, its[measure].get(creditCode)?.plus(amount) ?? amount);
  };
  const withoutArea = new Set<string>();
  for (const source of sources) {
    const [area, tax] = [squareMetres(source.taxableArea), yearlyTax(source)];
    if (!area) withoutArea.add(source.sourceId);
    if (source.taxpayer === undefined || !tax) continue;
    const part = Rational.integer(monthsIn(year, YEAR, source.startDate, source.endDate).length).over(TWELVE);
    const its = tax.times(part).round(TO_FEN);
    add(source.taxpayer, 'tax', its);
    if (area) add(source.taxpayer, 'taxableArea', area.times(part));
    else add(source.taxpayer, 'taxWithoutArea', its);
  }
  for (const { kind, creditCode, item, amount } of lines) {
    if (kind !== 'LAND_USE_TAX' || !amount) continue;
    add(creditCode, 'relief', amount);
    if (item !== null && withoutArea.has(item)) add(creditCode, 'reliefWithoutArea', amount);
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, contributions]) => yieldOf(key, contributions));
}

function noSums(): Record<YieldMeasure, Map<string, Rational>> {
  return Object.fromEntries(MEASURES.map((measure) => [measure, new Map<string, Rational>()])) as ReturnType<typeof noSums>;
}

function yieldOf(key: string, contributions: LandTaxYield['contributions']): LandTaxYield {
  const [taxableArea, tax, relief, taxWithoutArea, reliefWithoutArea] = MEASURES.map((measure) =>
    Rational.sum([...contributions[measure].values()]),
  ) as [Rational, Rational, Rational, Rational, Rational];
  const per = (money: Rational) => (taxableArea.sign > 0 ? money.over(taxableArea) : undefined);
  const before = tax.minus(taxWithoutArea);
  const after = before.minus(relief.minus(reliefWithoutArea));
  return { key, taxableArea, tax, relief, before: per(before), after: per(after), contributions };
}

/** A row as who does not see its enterprises gets it: without the sums that would give one away, and what would give those back. */
export function publishedYield({
  key,
  contributions,
  ...row
}: LandTaxYield): Partial<Omit<LandTaxYield, 'key' | 'contributions'>> & { readonly key: string } {
  const gives = (...measures: readonly YieldMeasure[]) =>
    measures.every((measure) => mayGive({ isCount: false, of: contributions[measure] }));
  return {
    key,
    ...(gives('taxableArea') && { taxableArea: row.taxableArea }),
    ...(gives('tax') && { tax: row.tax }),
    ...(gives('relief') && { relief: row.relief }),
    ...(gives('taxableArea', 'tax', 'taxWithoutArea') && { before: row.before }),
    ...(gives('taxableArea', 'tax', 'relief', 'taxWithoutArea', 'reliefWithoutArea') && { after: row.after }),
  };
}

/** What the land of one class would bring at the median of another. */
export interface YieldAtMedian {
  readonly enterprises: number;
  /** 亩. */
  readonly area: Rational;
  /** 万元: now. */
  readonly tax: Rational;
  /** 万元/亩: the median of the other class; undefined where nobody there has one. */
  readonly median: Rational | undefined;
  /** 万元: at the median, and by how much that is more. */
  readonly atMedian: Rational | undefined;
  readonly more: Rational | undefined;
  /** How many enterprises of the other class the median is of. */
  readonly among: number;
  /** What each enterprise adds. */
  readonly contributions: { readonly area: Contributions; readonly tax: Contributions };
}

/** Land that the firms of a class (D) hold, and what it would bring at the median of another (B). */
export function yieldAtMedian(assessment: Assessment, of: string, reference: string): YieldAtMedian {
  const perMu = taxPerMuOf(assessment);
  const ofClass = (name: string) =>
    assessment.results
      .filter(({ final }) => final === name)
      .flatMap((result) => {
        const its = perMu(result);
        return its ? [{ ...its, creditCode: result.creditCode }] : [];
      });
  const [low, high] = [ofClass(of), ofClass(reference)];
  const area = Rational.sum(low.map((each) => each.area));
  const tax = Rational.sum(low.map((each) => each.tax));
  const median = medianOf(high.map(({ value }) => value));
  const atMedian = median?.times(area);
  const by = (measure: 'area' | 'tax'): Contributions => new Map(low.map((each) => [each.creditCode, each[measure]]));
  return {
    ...{ enterprises: low.length, area, tax, median, atMedian, more: atMedian?.minus(tax) },
    ...{ among: high.length, contributions: { area: by('area'), tax: by('tax') } },
  };
}

/** The same as who does not see the enterprises gets it; the median is a benchmark, which three have to hold. */
export function publishedAtMedian({ contributions, among, ...of }: YieldAtMedian): Partial<Omit<YieldAtMedian, 'contributions' | 'among'>> {
  const [area, tax] = [contributions.area, contributions.tax].map((sum) => mayGive({ isCount: false, of: sum }));
  const median = among >= LEAST_CONTRIBUTORS;
  return {
    ...(mayGive({ isCount: true, of: contributions.area }) && { enterprises: of.enterprises }),
    ...(area && { area: of.area }),
    ...(tax && { tax: of.tax }),
    ...(median && { median: of.median }),
    ...(area && median && { atMedian: of.atMedian }),
    ...(area && tax && median && { more: of.more }),
  };
}

/** The middle value, of an even number the mean of the two middle ones. */
export function medianOf(values: readonly Rational[]): Rational | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a.compare(b));
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : sorted[middle - 1]!.plus(sorted[middle]!).over(TWO);
}

/** A title to land whose holder pays less a 亩 than a threshold. */
export interface LowEfficiencyParcel extends TaxPerMu {
  readonly title: Title;
  readonly creditCode: string;
  /** The strictest of the thresholds that it lies below. */
  readonly threshold: LandThreshold;
}

/** One as it is looked at. */
export type LowEfficiencyView = LowEfficiencyParcel & { readonly version: number };

/**
 * The titles in force that lie below a threshold in force on the day, the least productive first.
 * @param zoneOf of an enterprise
 */
export function lowEfficiencyParcels(
  assessment: Assessment,
  titles: readonly Title[],
  thresholds: readonly LandThreshold[],
  zoneOf: (creditCode: string) => string | null,
  day: string,
): readonly LowEfficiencyParcel[] {
  const perMu = taxPerMuOf(assessment);
  const results = new Map<string, EnterpriseResult>(assessment.results.map((result) => [result.creditCode, result]));
  const open = thresholds.filter((threshold) => holdsOn(threshold, day)).sort((a, b) => a.below.compare(b.below));
  return titles
    .flatMap((title): LowEfficiencyParcel[] => {
      const result = title.holder && results.get(title.holder.creditCode);
      const found = result && perMu(result);
      if (!result || !found) return [];
      const zone = zoneOf(result.creditCode);
      const threshold = open.find(
        ({ below, zones }) => found.value.compare(below) < 0 && (!zones || (zone !== null && zones.includes(zone))),
      );
      return threshold ? [{ title, creditCode: result.creditCode, threshold, ...found }] : [];
    })
    .sort((a, b) => a.value.compare(b.value) || (a.title.unitCode < b.title.unitCode ? -1 : 1));
}
