import type { LandRules } from '../policy/land-rules.js';
import { factYear } from './days.js';
import { readEnterpriseFacts, type FactsAt } from './read-facts.js';
import { readLandRecords } from './read-records.js';
import { readLandRegister } from './read-register.js';
import type { LandBasis } from './reckoning.js';
import type { LandRecords } from './records.js';

/**
 * What answers about industrial land rest on, as known at a data version.
 * @param on the day whose ledger, alerts and commitments are asked for; undefined: of enterprises no facts are needed
 * @throws SourceUnavailable
 */
export async function landBasisAt(at: FactsAt, rules: LandRules, on: string | undefined): Promise<LandBasis> {
  const [records, register] = await Promise.all([readLandRecords(at.readers, at.version), readLandRegister(at.readers, at.version)]);
  const years = on === undefined ? [] : yearsAsked(records, on);
  const facts = new Map(
    await Promise.all(years.map(async (year) => [year, await readEnterpriseFacts(at, rules.inefficient, year)] as const)),
  );
  return { records, register, rules, facts: (year) => facts.get(year) };
}

/** The year of the rules' facts, and the review years that have ended. */
function yearsAsked({ outputContracts }: LandRecords, on: string): readonly number[] {
  const last = factYear(on);
  const reviewed = outputContracts.flatMap(({ reviewYear }) => (reviewYear !== null && reviewYear <= last ? [reviewYear] : []));
  return [...new Set([last, ...reviewed])];
}
