import { missingParts } from '../../access/decision.js';
import { whySuppressed } from '../../access/withheld.js';
import type { FactBehind } from '../../assessment/fact-behind.js';
import type { FactView, IndicatorView } from '../../assessment/views.js';
import { indicatorBand } from '../../grading/indicator-band.js';
import type { Rational } from '../../grading/rational.js';
import type { Resolvers } from '../__generated__/resolvers.js';
import type { Context } from '../context.js';
import { benchmarkOf, isPublished } from '../published-benchmark.js';
import { departmentNamed } from './department-names.js';

/** schema/grade.graphql */
export const gradeResolvers: Resolvers = {
  Enterprise: {
    grade: async ({ creditCode, version: known }, { scheme, year, asOf }, context) => {
      const version = asOf ? await context.version(asOf) : known;
      const of = await context.assess(scheme, year, version);
      const row = of.directory.row(creditCode);
      return row === undefined ? null : { of, result: of.assessment.results[row]!, record: of.directory.records[row]! };
    },
    publishedGrade: ({ creditCode }, { year, scheme }, { published }) => published.gradeOf(creditCode, year, scheme ?? undefined),
  },
  Grade: {
    publication: ({ of }) => of.publication ?? null,
    enterprise: ({ record, of }, _, context) => context.enterpriseOf(record, of.version),
    scheme: ({ of }) => of.scheme,
    year: ({ of }) => of.assessment.year,
    dataVersion: ({ of }) => String(of.version),
    state: ({ result }) => result.state,
    group: ({ result }) => result.group?.id ?? null,
    total: ({ result }) => result.total ?? null,
    rank: ({ result }) => result.rank ?? null,
    rankedOf: ({ result }) => result.rankedOf ?? null,
    initialClass: ({ result }) => result.initial ?? null,
    class: ({ result }) => result.final ?? null,
    treatedAs: ({ result }) => result.treatedAs ?? null,
    indicators: ({ of, result }) => result.indicators.map((each) => ({ ...each, of, result })),
    extras: ({ of, result }) => result.extras.map((each) => ({ ...each, of, result })),
    overrides: ({ of, result }) => result.overrides.map((each) => ({ ...each, of, result })),
    nextClass: ({ of, result }) => {
      const next = of.nextClass(result);
      return next ? { ...next, of, result } : null;
    },
    sources: ({ of, result }) => of.facts.ofGrade(result.group).map((fact) => ({ ...fact, of, result })),
  },
  OverrideFired: {
    article: ({ article }) => article ?? null,
  },
  FactSource: {
    unit: ({ unit }) => unit ?? null,
    department: ({ department }) => departmentNamed(department),
    records: async ({ of, result, ...fact }, _, { loaders }) => {
      const codes = (result.unit ?? [result.creditCode]).filter((code) => of.visible(of.directory.row(code)!));
      const records = await Promise.all(codes.map((creditCode) => loaders.factRecords.load({ fact, version: of.version, creditCode })));
      return records.flat();
    },
  },
  NextClass: {
    pointsNeeded: ({ pointsNeeded }) => pointsNeeded ?? null,
    paths: ({ paths, of, result }) => paths.map((path) => ({ ...path, of, result })),
  },
  NextClassPath: {
    valueNeeded: ({ valueNeeded }) => valueNeeded ?? null,
    numeratorNeeded: ({ numeratorNeeded }) => numeratorNeeded ?? null,
  },
  IndicatorResult: {
    numerator: (view, _, context) => ofWholeUnit('numerator', view, context),
    denominator: (view, _, context) => ofWholeUnit('denominator', view, context),
    value: (view, _, context) => ofWholeUnit('value', view, context),
    benchmark: (view, _, context) => {
      const used = benchmarkOf(view);
      return used && !isPublished(used, 'IndicatorResult.benchmark', context) ? null : (view.benchmark ?? null);
    },
    band: ({ value, benchmark }) => indicatorBand(value, benchmark) ?? null,
    numeratorSources: ({ of, result, indicator }) => of.facts.ofNumerator(indicator).map(viewOf(of, result)),
    denominatorSources: ({ of, result, indicator }) => of.facts.ofDenominator(indicator).map(viewOf(of, result)),
  },
};

/** In a merged unit the figures are of all its members: given only where every one of them is (SHARING.md). */
function ofWholeUnit(
  field: 'numerator' | 'denominator' | 'value',
  { of, result, indicator, [field]: figure }: IndicatorView,
  context: Context,
): Rational | null {
  if (result.unit === undefined) return figure ?? null;
  const coordinate = `IndicatorResult.${field}`;
  const [decision, parts] = [context.access.of(coordinate), field === 'value' ? of.parts.indicator(indicator) : of.parts[field](indicator)];
  const isGiven = (code: string): boolean => {
    const record = of.visible(of.directory.row(code)!);
    return record !== undefined && missingParts(decision, parts, { ...record, year: of.assessment.year }).length === 0;
  };
  if (result.unit.every(isGiven)) return figure ?? null;
  context.leaveOut(whySuppressed(coordinate, 'county'));
  return null;
}

function viewOf(of: FactView['of'], result: FactView['result']): (fact: FactBehind) => FactView {
  return (fact) => ({ ...fact, of, result });
}
