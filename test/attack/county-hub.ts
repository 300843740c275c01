import { graphql } from 'graphql';
import { SAMPLE_GRANTS, type Grant } from '../../src/access/grants.js';
import { accessRule } from '../../src/access/may.js';
import { ToldSpan, type Parts } from '../../src/access/told-span.js';
import { viewerOf } from '../../src/access/viewer.js';
import { ToldSchemes } from '../../src/assessment/further-schemes.js';
import { ToldEquations, type Equation } from '../../src/assessment/told-equations.js';
import { Trace } from '../../src/audit/trace.js';
import { Directory } from '../../src/enterprise/directory.js';
import type { SeenAssessment } from '../../src/assessment/seen.js';
import { createContext } from '../../src/graphql/context.js';
import type { Graded, Hub } from '../../src/graphql/hub.js';
import { createSchema } from '../../src/graphql/schema.js';
import type { EnterpriseResult } from '../../src/grading/assessment.js';
import { FactTable } from '../../src/grading/fact-table.js';
import { grade } from '../../src/grading/grade.js';
import type { Population, Tenure } from '../../src/grading/population.js';
import { Rational } from '../../src/grading/rational.js';
import type { Scheme } from '../../src/grading/scheme.js';
import type { FiscalLine } from '../../src/landtax/fiscal.js';
import { policyDigest } from '../../src/policy/digest.js';
import type { TreatmentSet } from '../../src/policy/treatment.js';
import { setsFor, treatmentsOn } from '../../src/policy/treatment-match.js';
import { populationOf } from '../grading/population-of.js';
import { schemeOf } from '../policy/scheme-of.js';
import { treatmentsOf } from '../policy/treatments-of.js';
import { EVENT_DEFINITIONS, FACTS } from '../policy/vocabulary.js';
import type { Firm } from './random-county.js';

const { schema, register } = createSchema();

/** The hub's own graph, resolvers, guard and grants over a county in memory: what a role asks of it, it is really answered. */
export interface CountyHub {
  readonly schemes: readonly Scheme[];
  /** What is graded: what the attacked figures are checked against. */
  readonly population: Population;
  readonly treatments: readonly TreatmentSet[];
  textOf(scheme: Scheme): string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a query gives depends on the query
  ask(claims: object, query: string): Promise<any>;
  /** The same, with the coordinates of what was left out. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
  told(claims: object, query: string): Promise<{ data: any; withheld: readonly string[] }>;
}

/** Before this moment the hub knew the earlier records, before the other the first. */
export const CORRECTED = new Date('2025-06-01T00:00:00Z');
const CORRECTED_FIRST = new Date('2025-03-01T00:00:00Z');

/** How a county differs from one with schemes alone. */
export interface CountyOptions {
  readonly grants?: readonly Grant[];
  /** What each firm of a class is relieved of, a share of the tax, by class. */
  readonly relief?: Readonly<Record<string, string>>;
  /** The firms as they were on record before {@link CORRECTED}. */
  readonly earlier?: readonly Firm[];
  /** As they were before a first correction, in the spring. */
  readonly first?: readonly Firm[];
  /** Files of treatments. */
  readonly treatments?: readonly string[];
  /** Who holds and who leases which parcel, by row. */
  readonly tenure?: Tenure;
  /** The text of a scheme that is known by its digest alone. */
  readonly keptText?: string;
}

/** A county of these firms under schemes of these texts. */
export function countyHub(firms: readonly Firm[], texts: readonly string[], { grants = SAMPLE_GRANTS, relief = {}, earlier = firms, first = earlier, treatments = [], tenure, keptText }: CountyOptions = {}): CountyHub {
  const known = [first, earlier, firms];
  const populations = new Map([2023, 2024].map((year) => [year, known.map((all) => populationOf(year, all, tenure))]));
  const population = populations.get(2024)!.at(-1)!;
  const loaded = (text: string) => ({ scheme: schemeOf(text), text, digest: policyDigest(Buffer.from(text)), file: 'scheme.yaml', declared: { facts: [], events: [] } });
  const schemes = texts.map(loaded);
  const kept = keptText === undefined ? undefined : loaded(keptText);
  const recordsOf = (all: readonly Firm[]) => all.map(({ creditCode, zone, branch, town = null }) => ({
    ...{ creditCode, zone, industryGroup: branch, name: creditCode, foldedName: creditCode, established: null, industry: null, town, status: null, registered: true },
    source: { version: 1, handoverId: 1, sheet: null, line: 1 },
  }));
  const directories = known.map((all) => new Directory(recordsOf(all)));
  const sets = treatments.map(treatmentsOf);
  const appliedOn = (of: Population, scheme: Scheme) => {
    const facts = new Map(sets.map((set) => [set, new FactTable(of, set.derived)]));
    return treatmentsOn(setsFor(sets, scheme), (set) => facts.get(set)!, '2024-06-01');
  };
  const graded = new Map<string, Graded>();
  const readers = { enterprises: { directory: async (version: number) => directories[version]!, some: async () => new Map(recordsOf(known.flat()).map((each) => [each.creditCode, each])) } };
  const hub = {
    ...{ readers, readersWithin: () => readers, closed: new Map(), publications: async () => [], keptScheme: async () => kept },
    ...{ schemes, vocabulary: { facts: FACTS, events: EVENT_DEFINITIONS }, county: '某县', toldSums: { mayTell: toldInMemory() }, furtherTotals: { mayTell: furtherInMemory() }, furtherSchemes: { before: schemesInMemory() } },
    version: async (asOf: Date) => [CORRECTED_FIRST, CORRECTED].filter((at) => asOf >= at).length,
    assess: async ({ scheme, year, version }: { scheme: (typeof schemes)[number]; year: number; version: number }) => {
      const of = populations.get(year)![version]!;
      const found = graded.get(`${scheme.digest} ${year} ${version}`) ?? { assessment: grade(scheme.scheme, of), population: of };
      graded.set(`${scheme.digest} ${year} ${version}`, found);
      return found;
    },
    treatmentSets: sets,
    policyEffects: async ({ assessment, version }: SeenAssessment) => {
      const applied = appliedOn(populations.get(assessment.year)![version]!, assessment.scheme);
      return {
        linesOf: () => [],
        appliedTo: (result: EnterpriseResult) => applied(result.row, result),
        lines: assessment.results.map(({ row, creditCode, final }) => reliefLine(row, creditCode, known[version]![row]!.amounts['tax.vat_net']!, relief[final ?? ''] ?? '0')),
      };
    },
  } as unknown as Hub;
  const may = accessRule(register, grants, '2026-01-01');
  const told: CountyHub['told'] = async (claims, source) => {
    const contextValue = createContext(hub, { may, version: 2, now: new Date('2026-01-01T00:00:00Z') }, viewerOf({ sub: 'attacker', ...claims }), new Trace());
    const { data, errors } = await graphql({ schema, source, contextValue });
    const trouble = errors?.find(({ originalError }) => originalError?.name !== 'Refusal');
    if (trouble) throw trouble;
    return { data, withheld: contextValue.withheld.list().map(({ coordinate }) => coordinate) };
  };
  return {
    schemes: schemes.map(({ scheme }) => scheme),
    population,
    treatments: sets,
    textOf: ({ id }) => schemes.find(({ scheme }) => scheme.id === id)!.text,
    told,
    ask: async (claims, source) => (await told(claims, source)).data,
  };
}

/** A share of an enterprise's tax, as the treatment of its class says. */
function reliefLine(row: number, creditCode: string, base: Rational, share: string): FiscalLine {
  const rate = Rational.from(share);
  return { row, creditCode, kind: 'LAND_USE_TAX', item: 'x', base, months: 12, amount: base.times(rate), applied: { treatment: { kind: 'LAND_USE_TAX', rate, unit: '1' } } } as FiscalLine;
}

/** Told sums as the database keeps them, but for one process. */
function toldInMemory(): (what: string, sums: readonly Parts[]) => Promise<readonly boolean[]> {
  const spans = new Map<string, ToldSpan>();
  return async (what, sums) => {
    const span = spans.get(what) ?? new ToldSpan();
    spans.set(what, span);
    return sums.map((parts) => {
      const verdict = span.judge(parts);
      if (verdict === 'NEW') span.tell(parts);
      return verdict !== 'REVEALING';
    });
  };
}

/** Further totals in the same way. */
function furtherInMemory(): (year: number, equation: Equation, atMost: number) => Promise<boolean> {
  const years = new Map<number, ToldEquations>();
  return async (year, equation, atMost) => {
    const told = years.get(year) ?? new ToldEquations();
    years.set(year, told);
    const verdict = told.judge(equation, atMost);
    if (verdict === 'NEW') told.tell(equation);
    return verdict !== 'REVEALING';
  };
}

/** The schemes not in force that were told of, in the same way. */
function schemesInMemory(): (year: number, digest: string) => Promise<readonly string[] | undefined> {
  const years = new Map<number, ToldSchemes>();
  return async (year, digest) => {
    const told = years.get(year) ?? new ToldSchemes();
    years.set(year, told);
    if (told.judge(digest) === 'REVEALING') return undefined;
    told.tell(digest);
    return told.before(digest);
  };
}
