import type { Department, Resolvers } from '../__generated__/resolvers.js';
import { seesZone } from '../access/rows.js';
import { tells } from '../access/tells.js';
import type { EnterpriseResult } from '../grading/assessment.js';
import { indicatorBand } from '../grading/indicator-band.js';
import type { Context } from '../graphql/context.js';
import type { FactBehind } from './fact-behind.js';
import type { SeenAssessment, SeenFact, SeenGrade } from './seen.js';
import { benchmarkMayBeTold, ifTold } from './told-benchmark.js';
import { bandMayBeTold } from './told-band.js';
import { missingMayBeTold } from './told-missing.js';
import { ranksMayBeTold, totalsMayBeTold } from './told-total.js';

/** schema/grade.graphql */
export const gradeResolvers: Resolvers = {
  Enterprise: {
    grade: async ({ creditCode, version: known }, { scheme, year, asOf }, context) => {
      const version = asOf ? await context.version(asOf) : known;
      const of = await context.assessAsTold(scheme, year, version);
      const row = of.directory.row(creditCode);
      if (row === undefined) return null;
      return { of, result: of.assessment.results[row]!, record: of.directory.records[row]! };
    },
  },
  Grade: {
    enterprise: ({ record, of }, _, context) => context.enterpriseOf(record, of.version),
    scheme: ({ of }) => of.scheme,
    year: ({ of }) => of.assessment.year,
    dataVersion: ({ of }) => String(of.version),
    state: ({ result }) => result.state,
    group: ({ result }) => result.group?.id ?? null,
    total: async (grade, _, context) => ((await tellsTotals('Grade.total', grade, context)) ? (grade.result.total ?? null) : null),
    rank: async ({ of, result }, _, context) => (tells('Grade.rank', await ranksMayBeTold(of, result.group, context), context) ? (result.rank ?? null) : null),
    rankedOf: ({ result }) => result.rankedOf ?? null,
    initialClass: (grade, _, context) => (tellsClass('Grade.initialClass', grade, context) ? (grade.result.initial ?? null) : null),
    class: (grade, _, context) => (tellsClass('Grade.class', grade, context) ? (grade.result.final ?? null) : null),
    treatedAs: ({ result }) => result.treatedAs ?? null,
    indicators: ({ of, result }) => result.indicators.map((each) => ({ ...each, of, result, madeOf: of.madeOf(each.indicator) })),
    extras: ({ result }) => [...result.extras],
    overrides: (grade, _, context) => (tellsClass('Grade.overrides', grade, context) ? grade.result.overrides.map((fired) => ({ ...fired, article: fired.article ?? null })) : null),
    nextClass: (grade, _, context) => {
      const { of, result } = grade;
      if (!tellsClass('Grade.nextClass', grade, context)) return null;
      const next = of.nextClass(result);
      return next ? { ...next, of, result } : null;
    },
    sources: ({ of, result }) => of.facts.ofGrade(result.group).map(seenIn(of, result)),
  },
  FactSource: {
    unit: ({ unit }) => unit ?? null,
    department: ({ department }) => department.toUpperCase() as Department,
    records: async ({ of, result, ...fact }, _, { viewer, loaders, readers }) => {
      const directory = await readers.enterprises.directory(of.version);
      const visible = (result.unit ?? [result.creditCode]).filter((code) => directory.row(code) !== undefined && seesZone(viewer, directory.get(code)?.zone));
      const records = await Promise.all(visible.map((creditCode) => loaders.factRecords.load({ fact, version: of.version, creditCode })));
      return records.flat();
    },
  },
  NextClass: {
    pointsNeeded: async (next, _, context) => ((await tellsTotals('NextClass.pointsNeeded', next, context)) ? (next.pointsNeeded ?? null) : null),
    paths: ({ paths, of, result }) =>
      paths.flatMap((path) => {
        const found = result.indicators.find(({ id }) => id === path.indicator);
        return found ? [{ ...path, of, result, madeOf: of.madeOf(found.indicator) }] : [];
      }),
  },
  // What one indicator lacks is what the total lacks.
  NextClassPath: {
    valueNeeded: async (path, _, context) => ((await tellsTotals('NextClassPath.valueNeeded', path, context)) ? (path.valueNeeded ?? null) : null),
    numeratorNeeded: async (path, _, context) => ((await tellsTotals('NextClassPath.numeratorNeeded', path, context)) ? (path.numeratorNeeded ?? null) : null),
  },
  IndicatorResult: {
    band: async ({ of, indicator, result, madeOf, value, benchmark }, _, context) => {
      const sees = context.may(context.viewer, 'READ', { coordinate: 'IndicatorResult.value', madeOf }).granted;
      if (sees || (await bandMayBeTold({ of, indicator, result }, context))) return indicatorBand(value, benchmark) ?? null;
      context.withheld.add({ coordinate: 'IndicatorResult.band', department: 'county', reason: 'NOT_GRANTED' });
      return null;
    },
    benchmark: ({ of, id, result, benchmark }, _, context) => {
      const group = of.assessment.groups.find((each) => each.group === result.group);
      const used = group?.benchmarks.find(({ indicator }) => indicator === id);
      return ifTold(!group || !used || benchmarkMayBeTold({ ...used, seen: { of, group } }, context), benchmark ?? null);
    },
    missing: (seen, _, context) => {
      const decision = missingMayBeTold(seen, context);
      if (decision.granted) return seen.missing ?? null;
      context.withheld.add({ coordinate: 'IndicatorResult.missing', department: decision.department, reason: decision.reason });
      return null;
    },
    numeratorSources: ({ of, result, indicator }) => of.facts.ofNumerator(indicator).map(seenIn(of, result)),
    denominatorSources: ({ of, result, indicator }) => of.facts.ofDenominator(indicator).map(seenIn(of, result)),
  },
};

/** Whether the class of a grade, and what would give it away, may be told; what may not is named in `withheld`. */
function tellsClass(coordinate: string, { of, result }: SeenGrade, { withheld }: Context): boolean {
  if (!of.unclassed?.has(result.row)) return true;
  withheld.add({ coordinate, department: 'county', reason: 'NOT_GRANTED' });
  return false;
}

/** Whether what gives the total of a grade may be told; what may not is named in `withheld`. */
async function tellsTotals(coordinate: string, { of, result }: Pick<SeenGrade, 'of' | 'result'>, context: Context): Promise<boolean> {
  return tells(coordinate, await totalsMayBeTold(of, result.group, context), context);
}

function seenIn(of: SeenAssessment, result: EnterpriseResult): (fact: FactBehind) => SeenFact {
  return (fact) => ({ ...fact, of, result, madeOf: [fact.department] });
}
