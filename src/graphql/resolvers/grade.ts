import type { FactBehind } from '../../assessment/fact-behind.js';
import type { FactView, IndicatorView } from '../../assessment/views.js';
import { rowsOf } from '../../grading/assessment.js';
import { indicatorBand } from '../../grading/indicator-band.js';
import type { Rational } from '../../grading/rational.js';
import type { Resolvers } from '../__generated__/resolvers.js';
import type { Context } from '../context.js';
import { isOfWholeUnit } from '../whole-unit.js';
import { benchmarkOf, isPublished } from '../published-benchmark.js';
import { departmentNamed } from './department-names.js';

/** schema/grade.graphql */
export const gradeResolvers: Resolvers = {
  Enterprise: {
    grade: async ({ creditCode, version: known }, { scheme, year, asOf }, context) => {
      const version = asOf ? await context.version(asOf) : known;
      const of = await context.assess(scheme, year, version);
      const row = of.directory.row(creditCode);
      return row === undefined ? null : { of, result: rowsOf(of.assessment).result(row), record: of.directory.record(row) };
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
    document: (fired) => ('document' in fired && typeof fired.document === 'string' ? fired.document : null),
  },
  FactSource: {
    unit: ({ unit }) => unit ?? null,
    department: ({ department }) => departmentNamed(department),
    records: async ({ of, result, ...fact }, _, { loaders }) => {
      const codes = (result.unit ?? [result.creditCode]).filter((code) => of.isVisible(of.directory.row(code)!));
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
    // Beside the value needed it would give the denominator back.
    numeratorNeeded: (path, _, context) => {
      const { group } = path.result;
      const madeOf = group ? path.of.parts.total(group) : path.of.parts.whole();
      return isOfWholeUnit('NextClassPath.numeratorNeeded', path, madeOf, context) ? (path.numeratorNeeded ?? null) : null;
    },
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

/** In a merged unit the figures are of all its members. */
function ofWholeUnit(field: 'numerator' | 'denominator' | 'value', view: IndicatorView, context: Context): Rational | null {
  const { parts } = view.of;
  const madeOf = field === 'value' ? parts.indicator(view.indicator) : parts[field](view.indicator);
  return isOfWholeUnit(`IndicatorResult.${field}`, view, madeOf, context) ? (view[field] ?? null) : null;
}

function viewOf(of: FactView['of'], result: FactView['result']): (fact: FactBehind) => FactView {
  return (fact) => ({ ...fact, of, result });
}
