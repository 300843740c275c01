import type { Resolvers } from '../__generated__/resolvers.js';
import { seesCountsOnly, seesWhatIfCountsOnly } from '../access/counts-only.js';
import { DISCLOSURE_THRESHOLD } from '../access/grants.js';
import { pageOf, pageRequest } from '../db/page.js';
import { rankedCount } from './class-counts.js';
import { chosenGrades } from './grade-list.js';
import { taxDefinition } from './tax-definition.js';
import { benchmarkMayBeTold, ifTold } from './told-benchmark.js';
import { sumMayBeTold, toldClasses } from './told-classes.js';
import { groupsInOrder } from './told-total.js';

/** schema/assessment.graphql, schema/scheme.graphql */
export const assessmentResolvers: Resolvers = {
  Query: {
    schemes: (_, { year }, context) =>
      context.schemes.filter(({ scheme }) => typeof year !== 'number' || scheme.years.includes(year)),
    publications: async (_, { year }, context) => [...(await context.publications(year ?? undefined))],
    assessment: async (_, { scheme, year, asOf }, context) => context.assessAsTold(scheme, year, await context.version(asOf)),
  },
  Scheme: {
    id: ({ scheme }) => scheme.id,
    title: ({ scheme }) => scheme.title,
    jurisdiction: ({ scheme }) => scheme.jurisdiction,
    years: ({ scheme }) => [...scheme.years],
    status: ({ scheme }) => STATUS[scheme.status],
    taxDefinition: ({ scheme }) => taxDefinition(scheme),
    yaml: ({ text }) => text,
    sources: ({ scheme }) => [...scheme.sources],
    versions: async ({ scheme }, _, context) => [...(await context.loaders.schemeTexts.load(scheme.id))],
  },
  SchemeVersion: { until: ({ until }) => until ?? null },
  Publication: {
    scheme: ({ schemeId }) => schemeId,
    dataVersion: ({ dataVersion }) => String(dataVersion),
  },
  Assessment: {
    year: ({ assessment }) => assessment.year,
    dataVersion: ({ version }) => String(version),
    groups: (of) => of.assessment.groups.map((group) => ({ of, group })),
    grades: async (of, { filter, orderBy, first, after }, context) => {
      if (of.base && seesWhatIfCountsOnly(context)) {
        context.withheld.add({ coordinate: 'Assessment.grades', department: 'county', reason: 'NOT_GRANTED' });
        return null;
      }
      const order = orderBy ?? 'RANK_ASC';
      const request = pageRequest(`grades ${order}`, { first, after });
      const told = await groupsInOrder(of, order.startsWith('TOTAL'), context);
      const grades = context.kept(of, `grades ${order} ${JSON.stringify(filter ?? {})}`, () => chosenGrades(of, context.viewer, filter ?? {}, order, told));
      return pageOf(request, grades, ({ result }) => result.creditCode);
    },
  },
  AssessmentGroup: {
    id: ({ group }) => group.id,
    title: ({ group }) => group.title,
    ranked: (parent, _, context) => {
      return sumMayBeTold(parent, context) ? rankedCount(parent, context.viewer) : null;
    },
    classes: (parent, _, context) => [...toldClasses(parent, context)],
    benchmarks: (seen) => seen.group.benchmarks.map((used) => ({ ...used, seen })),
  },
  Benchmark: {
    value: (benchmark, _, context) => ifTold(benchmarkMayBeTold(benchmark, context), benchmark.value),
    holders: ({ holders, seen }, _, context) => (seesCountsOnly(context) && (holders < DISCLOSURE_THRESHOLD || !sumMayBeTold(seen, context)) ? null : holders),
  },
};

const STATUS = { complete: 'COMPLETE', partial: 'PARTIAL', example: 'EXAMPLE' } as const;
