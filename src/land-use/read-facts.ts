import type { Assessor } from '../assessment/assessor.js';
import { loadPopulation } from '../assessment/population.js';
import type { Readers } from '../departments/readers.js';
import { leavesOf } from '../grading/condition-leaves.js';
import { FactTable } from '../grading/fact-table.js';
import { AssessmentRefused } from '../grading/refusal.js';
import type { Scheme } from '../grading/scheme.js';
import { LAND_RULE_FACTS } from '../policy/land-facts.js';
import type { InefficientRules } from '../policy/land-rules.js';
import type { LoadedScheme } from '../policy/registry.js';
import { COMMITMENT_FACTS } from './commitments.js';
import { USED_AREA, type EnterpriseFacts } from './enterprise-facts.js';

/** Where the facts of enterprises are read and graded. */
export interface FactsAt {
  readonly readers: Readers;
  readonly assessor: Assessor;
  readonly version: number;
  /** The scheme that the land rules name. */
  readonly scheme: LoadedScheme;
}

/**
 * The facts of enterprises of a year that the land rules and commitments ask for, with the classes of the scheme that the
 * rules name, where that is a year of it.
 * @throws SourceUnavailable
 */
export async function readEnterpriseFacts(at: FactsAt, rules: InefficientRules, year: number): Promise<EnterpriseFacts> {
  const { readers, version, scheme } = at;
  const asked = asking(scheme.scheme, factsAsked(rules));
  const [population, directory, classes] = await Promise.all([
    loadPopulation(readers, version, year, asked, scheme.declared.facts),
    readers.enterprises.directory(version),
    namesGrade(rules) ? finalClasses(at, year) : undefined,
  ]);
  return {
    table: new FactTable(population, scheme.scheme.derived),
    rowOf: (creditCode) => directory.row(creditCode),
    classOf: (row) => classes?.get(population.creditCodes[row]!),
  };
}

const OWN: ReadonlySet<string> = new Set(LAND_RULE_FACTS.map(({ id }) => id));

/** The facts and sums that the land rules and commitments ask for, each once. */
export function factsAsked({ rules, tax }: InefficientRules): readonly string[] {
  const named = rules.flatMap(({ when }) => leavesOf(when).flatMap((leaf) => (leaf.kind === 'fact' ? [leaf.fact] : [])));
  return [...new Set([tax, USED_AREA, ...COMMITMENT_FACTS, ...named.filter((fact) => !OWN.has(fact))])];
}

function namesGrade({ rules }: InefficientRules): boolean {
  return rules.some(({ when }) => leavesOf(when).some((leaf) => leaf.kind === 'fact' && leaf.fact === 'enterprise.grade'));
}

/** A scheme that asks for these facts and no more, as what reads a population goes by. */
function asking(scheme: Scheme, facts: readonly string[]): Scheme {
  const when = { kind: 'all', of: facts.map((fact) => ({ kind: 'fact', fact, tests: [] }) as const) } as const;
  const state = { state: 'NOT_EVALUATED', title: '', when, scored: false, treatedAs: undefined } as const;
  return { ...scheme, tenancy: 'net', inherits: undefined, states: [state], groups: [], overrides: [] };
}

/** By credit code; undefined where the scheme does not grade that year, or cannot. */
async function finalClasses({ assessor, version, scheme }: FactsAt, year: number): Promise<ReadonlyMap<string, string> | undefined> {
  if (!scheme.scheme.years.includes(year)) return undefined;
  try {
    const { assessment } = await assessor.assess(scheme, year, version);
    return new Map(assessment.results.flatMap(({ creditCode, final }) => (final === undefined ? [] : [[creditCode, final]])));
  } catch (error) {
    if (error instanceof AssessmentRefused) return undefined;
    throw error;
  }
}
