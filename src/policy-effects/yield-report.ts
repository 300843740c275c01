import { landInForce } from '../departments/land/holding.js';
import type { Readers } from '../departments/readers.js';
import type { Directory } from '../enterprise/directory.js';
import type { Assessed } from '../assessment/assessor.js';
import type { TreatmentRegistry } from '../policy/treatment-registry.js';
import { fiscalLines, type FiscalBasis } from './fiscal.js';
import {
  landTaxYield,
  lowEfficiencyParcels,
  yieldAtMedian,
  type LandTaxYield,
  type LowEfficiencyParcel,
  type YieldAtMedian,
} from './land-yield.js';

/** What land brings before and after relief, what it could bring, where it brings too little (以税节地). */
export interface YieldReport {
  readonly byClass: readonly LandTaxYield[];
  readonly byZone: readonly LandTaxYield[];
  /** By the first two digits of the register's industry code. */
  readonly byIndustry: readonly LandTaxYield[];
  readonly potential: YieldAtMedian;
  readonly lowEfficiency: readonly LowEfficiencyParcel[];
}

/** The report as it is looked at. */
export type YieldReportView = YieldReport & { readonly year: number; readonly version: number };

/** What the report is of: an assessment, its money, and the county's thresholds. */
export interface YieldBasis {
  readonly assessed: Pick<Assessed, 'scheme' | 'version' | 'assessment'>;
  readonly basis: FiscalBasis;
  readonly directory: Directory;
  readonly readers: Pick<Readers, 'land'>;
  readonly registry: Pick<TreatmentRegistry, 'thresholds'>;
}

/** @param of the class whose land is measured @param reference the class whose median is taken */
export async function yieldReport(
  { assessed, basis, directory, readers, registry }: YieldBasis,
  of: string,
  reference: string,
): Promise<YieldReport> {
  const { assessment, scheme, version } = assessed;
  const { year } = assessment;
  const lines = fiscalLines(basis, assessment.results);
  const classOf = (code: string) => {
    const row = directory.row(code);
    const result = row === undefined ? undefined : assessment.results[row];
    return result?.final ?? result?.treatedAs ?? '';
  };
  const zoneOf = (code: string) => directory.get(code)?.zone ?? null;
  const { titles } = landInForce(await readers.land.rows(version), year);
  const thresholds = registry.thresholds
    .filter((each) => scheme.scheme.jurisdiction.startsWith(each.jurisdiction))
    .flatMap(({ items }) => items);
  return {
    byClass: landTaxYield(year, basis.sources, lines, classOf),
    byZone: landTaxYield(year, basis.sources, lines, (code) => zoneOf(code) ?? ''),
    byIndustry: landTaxYield(year, basis.sources, lines, (code) => directory.get(code)?.industry?.slice(0, 2) ?? ''),
    potential: yieldAtMedian(assessment, of, reference),
    lowEfficiency: lowEfficiencyParcels(assessment, titles, thresholds, zoneOf, `${year}-12-31`),
  };
}
