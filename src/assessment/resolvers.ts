import type { Resolvers } from '../__generated__/resolvers.js';
import { disclosed } from '../access/disclosure.js';
import { seesCountsOnly } from '../access/counts-only.js';
import { DISCLOSURE_THRESHOLD } from '../access/grants.js';
import { pageOf, pageRequest } from '../db/page.js';
import { Rational } from '../grading/rational.js';
import type { Group } from '../grading/scheme.js';
import { classCounts, rankedCount } from './class-counts.js';
import { chosenGrades } from './grade-list.js';
import { taxDefinition } from './tax-definition.js';

/** schema/assessment.graphql, schema/scheme.graphql */
export const assessmentResolvers: Resolvers = {
  Query: {
    schemes: (_, { year }, context) =>
      context.schemes.filter(({ scheme }) => typeof year !== 'number' || scheme.years.includes(year)),
    assessment: async (_, { scheme, year, asOf }, context) =>
      context.assess(scheme, year, await context.version(asOf)),
  },
  Scheme: {
    id: ({ scheme }) => scheme.id,
    title: ({ scheme }) => scheme.title,
    jurisdiction: ({ scheme }) => scheme.jurisdiction,
    years: ({ scheme }) => [...scheme.years],
    status: ({ scheme }) => STATUS[scheme.status],
    taxDefinition: ({ scheme }) => taxDefinition(scheme),
    yaml: ({ text }) => text,
  },
  Assessment: {
    year: ({ assessment }) => assessment.year,
    dataVersion: ({ version }) => String(version),
    groups: (of) => of.assessment.groups.map((group) => ({ of, group })),
    grades: (of, { filter, orderBy, first, after }, context) => {
      const order = orderBy ?? 'RANK_ASC';
      const request = pageRequest(`grades ${order}`, { first, after });
      return pageOf(request, chosenGrades(of, context.viewer, filter ?? {}, order), ({ result }) => result.creditCode);
    },
  },
  AssessmentGroup: {
    id: ({ group }) => group.id,
    title: ({ group }) => group.title,
    ranked: (parent, _, context) => {
      const ranked = rankedCount(parent, context.viewer);
      return seesCountsOnly(context) && ranked < DISCLOSURE_THRESHOLD ? null : ranked;
    },
    classes: (parent, _, context) => {
      const counts = classCounts(parent, context.viewer);
      const total = counts.reduce((sum, { count }) => sum + count, 0);
      const numbers = counts.map(({ count }) => count);
      const told = seesCountsOnly(context) ? disclosed(numbers) : numbers;
      return counts.map(({ class: name, title }, index) => ({
        class: name,
        title: title ?? null,
        count: told[index] ?? null,
        share: told[index] === undefined || total === 0 ? null : Rational.of(BigInt(told[index]), BigInt(total)),
      }));
    },
    benchmarks: ({ group }) => group.benchmarks.map((used) => ({ ...used, fixed: isFixed(group.group, used.indicator) })),
  },
  Benchmark: {
    value: ({ value, holders, fixed }, _, context) =>
      seesCountsOnly(context) && !fixed && holders < DISCLOSURE_THRESHOLD ? null : value,
    holders: ({ holders }, _, context) => (seesCountsOnly(context) && holders < DISCLOSURE_THRESHOLD ? null : holders),
  },
};

const STATUS = { complete: 'COMPLETE', partial: 'PARTIAL', example: 'EXAMPLE' } as const;

function isFixed(group: Group, id: string): boolean {
  const points = group.indicators.find((indicator) => indicator.id === id)?.points;
  return points?.family === 'ratio' && points.benchmark?.of === 'fixed';
}
