import type { Trace } from '../audit/trace.js';
import { Assessor } from '../assessment/assessor.js';
import { versionAt } from '../db/data-version.js';
import type { DepartmentId } from '../grading/fact.js';
import { landBasisAt } from '../land-use/basis-at.js';
import { LandNumberMissing } from '../land-use/numbers.js';
import { factsAsked } from '../land-use/read-facts.js';
import { reckonOn, type LandBasis, type Reckoning } from '../land-use/reckoning.js';
import { LandRulesMissing, loadLandRules } from '../policy/land-rules-folder.js';
import type { LandRules } from '../policy/land-rules.js';
import type { SchemeRegistry } from '../policy/registry.js';
import { openSchemes } from './declarations.js';
import { Refused } from './exit.js';
import type { Session } from './session.js';
import { readOf } from './touched.js';

/** What every command on industrial land may be told. */
export interface LandOptions {
  readonly asOf?: Date;
  readonly purpose?: string;
}

const RECORDS: readonly DepartmentId[] = ['land', 'zone', 'industry', 'development', 'statistics', 'register'];

/**
 * What is asked about the county's land rests on, with what was read on record.
 * @param on the day whose facts of enterprises are needed; undefined: none are
 * @throws Refused where the rules are not there; PolicyRefused where they are wrong
 */
export async function readLand(
  session: Session,
  trace: Trace,
  { asOf, on, coordinate }: LandOptions & { readonly on?: string; readonly coordinate: string },
): Promise<LandBasis> {
  const { config, database, readers } = session;
  const registry = await openSchemes(config.schemesDir);
  const rules = await loadLandRules(config.landRulesDir, config.county, { ...registry.vocabulary, schemes: registry.schemes }).catch(
    (error: unknown) => {
      throw error instanceof LandRulesMissing ? new Refused(error.message, { cause: error }) : error;
    },
  );
  const version = await versionAt(database.db, asOf);
  const scheme = registry.schemes.get(rules.inefficient.scheme)!;
  const basis = await landBasisAt({ readers, assessor: new Assessor(readers), version, scheme }, rules, on);
  const departments = on === undefined ? RECORDS : [...RECORDS, ...ofFacts(rules, registry)];
  readOf(trace, departments, { coordinates: [coordinate], creditCodes: partiesOf(basis) });
  return basis;
}

/** The same on one day. @throws Refused where a number of the rules has no value on it */
export function reckonedOn(basis: LandBasis, on: string): Reckoning {
  return orRefused(() => reckonOn(basis, on));
}

/** @throws Refused instead of what says that a number of the rules is missing */
export function orRefused<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof LandNumberMissing ? new Refused(error.message, { cause: error }) : error;
  }
}

/** Whose facts the rules and commitments read, the county's own grade included. */
function ofFacts({ inefficient }: LandRules, { vocabulary, schemes }: SchemeRegistry): readonly DepartmentId[] {
  const departments = new Map(vocabulary.facts.map(({ id, department }) => [id, department]));
  const sums = schemes.get(inefficient.scheme)!.scheme.derived;
  const facts = factsAsked(inefficient).flatMap((id) => sums.find((sum) => sum.id === id)?.terms.map(({ fact }) => fact) ?? [id]);
  return ['county', ...facts.flatMap((id) => departments.get(id) ?? [])];
}

/** The enterprises that the records name. */
function partiesOf({ records, register }: LandBasis): readonly string[] {
  const named = [
    ...records.supplies.map(({ holderId }) => holderId),
    ...records.transfers.map(({ buyerId }) => buyerId),
    ...records.outputContracts.map(({ creditCode }) => creditCode),
  ];
  return [...new Set(named.flatMap((document) => (document === null ? [] : (register.enterpriseOf(document) ?? []))))];
}
