import type { Readers } from '../departments/readers.js';
import { findLandTax } from './find.js';
import { byTaxAtStake, type LandTaxFinding } from './finding.js';
import { joinedBlocks } from './outline-join.js';
import type { SourceRules } from './source-findings.js';
import { suspectsIn } from './suspects.js';

/** How many parcels the exact rules are run on at once. */
const AT_ONCE = 2_000;

/**
 * Everything that does not fit between land and land tax on 31 December of the year (LANDTAX.md), some at a time and in
 * no promised order; sources without a unit code come last. Both departments' records stream by in outline and only the
 * parcels that may not fit are read whole, so that memory does not grow with the county.
 */
export async function* streamFindings(
  { land, tax: { landSources }, enterprises }: Pick<Readers, 'land' | 'tax' | 'enterprises'>,
  version: number,
  rules: SourceRules,
): AsyncGenerator<readonly LandTaxFinding[], void> {
  const day = `${rules.year}-12-31`;
  const directory = await enterprises.directory(version);
  const seeking = { directory, seeksRelief: rules.grants !== undefined };
  let parcels: string[] = [];
  // What was found last is worked out while the next records stream by.
  let underWay: Promise<readonly LandTaxFinding[]> = Promise.resolve([]);
  const next = (): Promise<readonly LandTaxFinding[]> => {
    const before = underWay;
    underWay = parcels.length === 0 ? Promise.resolve([]) : findOn(parcels);
    underWay.catch(() => undefined);
    parcels = [];
    return before;
  };
  for await (const block of joinedBlocks(land.outlines(version, day), landSources.outlines(version, day))) {
    parcels.push(...suspectsIn(block, seeking));
    if (parcels.length >= AT_ONCE) yield next();
  }
  yield next();
  yield next();
  for await (const sources of landSources.withoutParcel(version, AT_ONCE)) {
    yield findLandTax({ titles: [], leases: [], sources }, rules);
  }

  async function findOn(these: readonly string[]): Promise<readonly LandTaxFinding[]> {
    const [{ titles, leases }, sources] = await Promise.all([land.onParcels(version, these), landSources.linkedOnParcels(version, these)]);
    return findLandTax({ titles, leases, sources }, rules);
  }
}

/** All of them, by tax at stake, highest first. */
export async function allFindings(...of: Parameters<typeof streamFindings>): Promise<LandTaxFinding[]> {
  const all: LandTaxFinding[] = [];
  for await (const some of streamFindings(...of)) for (const each of some) all.push(each);
  return all.sort(byTaxAtStake);
}
