import type { Decision } from '../access/may.js';
import { DISCLOSURE_THRESHOLD } from '../access/grants.js';
import { indicatorBand } from '../grading/indicator-band.js';
import type { LandTaxYield, YieldAtMedian, YieldMeasure } from './land-yield.js';
import { seesLandTax, seesTaxAndLand, type Sight } from './single-sight.js';
import type { ToldSums } from './told-sums.js';

/** Who asks, and what was told before to who sees no single enterprise. */
export interface AskedYield extends Sight {
  readonly toldSums: Pick<ToldSums, 'mayTell'>;
  /** Worked out once a request. */
  kept<T>(of: object, key: string, work: () => T): T;
}

/** A row as it is looked at, with all rows of its table. */
export type SeenYield = LandTaxYield & { readonly year: number; readonly table: readonly LandTaxYield[] };
export type SeenPotential = YieldAtMedian & { readonly year: number };

/** The room that tables take of what may be told of the year: industries are many, and what-ifs tell of the same. */
const OF_A_TABLE = 0.5;
/** Enterprises around a median, so that it is none's. */
const AROUND = 6;

/**
 * Whether what is made of these measures may be told of a row: of three enterprises or more, and none of the sums gives one's
 * figure back, beside relief and tax told elsewhere of the year. The rows of a table are judged together, in their order.
 * @returns granted, or for want of what not
 */
export async function yieldMayBeTold(row: SeenYield, measures: readonly YieldMeasure[], asked: AskedYield): Promise<Decision> {
  const sight = seesLandTax(asked);
  if (sight.granted) return sight;
  for (const measure of measures) {
    const told = await asked.kept(row.table, `told ${measure}`, () => toldKeys(row, measure, asked));
    if (!told.has(row.key)) return sight;
  }
  return { granted: true };
}

async function toldKeys({ table, year }: SeenYield, measure: YieldMeasure, { toldSums }: AskedYield): Promise<ReadonlySet<string>> {
  const rows = table.map(({ key, parts }) => ({ key, parts: parts() })).filter(({ parts }) => parts.tax.size >= DISCLOSURE_THRESHOLD);
  // Relief is a share of the tax, so that the two are one kind; a what-if tells sums of it too.
  const told = await toldSums.mayTell(`${measure === 'taxableArea' ? 'taxable area' : 'LAND_USE_TAX'} ${year}`, rows.map(({ parts }) => parts[measure]), OF_A_TABLE);
  return new Set(rows.flatMap(({ key }, at) => (told[at] ? [key] : [])));
}

/** What of the potential is told. */
export type PotentialMeasure = 'enterprises' | 'area' | 'tax' | 'median';

/**
 * Whether what is made of these may be told: a number that leaves no one or two of the class over, sums as any, a median
 * only where several stand around it.
 */
export async function potentialMayBeTold(of: SeenPotential, measures: readonly PotentialMeasure[], asked: AskedYield): Promise<Decision> {
  const sight = seesTaxAndLand(asked);
  if (sight.granted) return sight;
  for (const measure of measures) if (!(await asked.kept(of, `told ${measure}`, () => tellsOf(of, measure, asked)))) return sight;
  return { granted: true };
}

async function tellsOf({ year, parts, enterprises, without, among, median }: SeenPotential, measure: PotentialMeasure, { toldSums }: AskedYield): Promise<boolean> {
  switch (measure) {
    case 'enterprises':
      return !isFew(enterprises) && !isFew(without);
    case 'median':
      return among.filter((value) => indicatorBand(value, median) === 'AROUND').length >= AROUND;
    case 'area':
    case 'tax':
      return !isFew(enterprises) && (await toldSums.mayTell(`${measure === 'area' ? 'used area' : 'tax'} ${year}`, [parts[measure]]))[0]!;
  }
}

function isFew(count: number): boolean {
  return count > 0 && count < DISCLOSURE_THRESHOLD;
}
