import type { Trace } from '../audit/trace.js';
import type { DepartmentId } from '../grading/fact.js';
import { neededFacts } from '../grading/needed-facts.js';
import type { LandTaxFinding } from '../land-tax/finding.js';
import type { LoadedScheme } from '../policy/registry.js';
import type { Vocabulary } from '../policy/vocabulary.js';

/*
 * What commands read, as the graph calls it: each of these coordinates is one that a query for the same would touch.
 */

export const GRADES = ['Grade.class', 'Grade.rank', 'Grade.total'];
export const EXPLAINED = [...GRADES, 'Grade.sources', 'IndicatorResult.value', 'IndicatorResult.points'];
export const COMPARED = ['Query.whatIf', ...GRADES];
export const FINDINGS = ['Query.landTaxFindings', 'LandTaxFinding.taxAtStake', 'LandTaxFinding.explanation'];
export const OVERDUE = ['Query.landTaxTasks'];
export const LEDGER = ['Query.policyLedger', 'PolicyLedgerLine.due', 'PolicyLedgerLine.reported'];
export const YIELD = ['Query.landTaxYield'];
export const PUBLICATIONS = ['Query.publications'];
export const GRANTS = ['Query.grants'];

/** What grades are made of: a scheme, and the facts that it may name. */
export interface GradedBy {
  readonly scheme: LoadedScheme;
  readonly year: number;
}

/** Everything of the departments that a scheme grades by, the register's names and the county's own grade included. */
export function readGrades(trace: Trace, { scheme, year }: GradedBy, { facts }: Vocabulary, read: Reads): void {
  const departmentOf = new Map(facts.map(({ id, department }) => [id, department]));
  const needed = neededFacts(scheme.scheme, year).map(({ fact }) => departmentOf.get(fact) ?? 'county');
  readOf(trace, ['register', 'county', ...needed], read);
}

/**
 * Findings are of parcels and land-tax sources, and of who holds them.
 * @param by the scheme whose classes ground a relief; undefined: relief was not looked at
 */
export function readFoundIn(
  trace: Trace,
  findings: readonly Pick<LandTaxFinding, 'holder' | 'taxpayer'>[],
  by: (GradedBy & { readonly vocabulary: Vocabulary }) | undefined,
): void {
  const creditCodes = findings.flatMap(({ holder, taxpayer }) => [holder, taxpayer]).filter((code) => code !== undefined);
  const read = { coordinates: FINDINGS, creditCodes };
  readOf(trace, LAND_TAX, read);
  if (by) readGrades(trace, by, by.vocabulary, read);
}

/** What the tax is on, and whose. */
export const LAND_TAX: readonly DepartmentId[] = ['tax', 'land', 'register', 'county'];

/** What is read of a department, of which enterprises. */
export interface Reads {
  /** At least one. */
  readonly coordinates: readonly string[];
  readonly creditCodes: readonly string[];
}

export function readOf(trace: Trace, departments: readonly DepartmentId[], { coordinates, creditCodes }: Reads): void {
  for (const department of new Set(departments)) {
    trace.read(department, coordinates[0]!, creditCodes);
    for (const coordinate of coordinates.slice(1)) trace.read(department, coordinate, []);
  }
}
