import { classCounts, rankedCount } from '../../assessment/class-counts.js';
import { chosenGrades } from '../../assessment/grade-list.js';
import type { GradeView } from '../../assessment/views.js';
import { pageOf, pageRequest } from '../../db/page.js';
import { rowsOf } from '../../grading/assessment.js';
import { Rational } from '../../grading/rational.js';
import type { Resolvers } from '../__generated__/resolvers.js';
import { isPublished } from '../published-benchmark.js';

/** schema/assessment.graphql */
export const assessmentResolvers: Resolvers = {
  Query: {
    assessment: async (_, { scheme, year, asOf }, context) => context.assess(scheme, year, await context.version(asOf)),
  },
  Assessment: {
    scheme: ({ scheme }) => scheme,
    year: ({ assessment }) => assessment.year,
    dataVersion: ({ version }) => String(version),
    groups: (of) => of.assessment.groups.map((group) => ({ of, group })),
    grades: async (now, { filter, orderBy, first, after }, context) => {
      // Without an order that is given, by credit code.
      const order = orderBy ?? 'CREDIT_CODE_ASC';
      const asked = { scheme: now.scheme.digest, year: now.assessment.year, publication: now.publication?.id, filter, order };
      const request = pageRequest({ field: 'grades', asked, version: now.version }, { first, after });
      const of = await context.assessedAt(now, request.version);
      const grades = context.kept(of, request.list, () => chosenGrades(of, filter ?? {}, order));
      const found = pageOf(request, grades, (row) => of.directory.creditCodes[row]!);
      const rows = rowsOf(of.assessment);
      const view = (row: number): GradeView => ({ of, result: rows.result(row), record: of.directory.record(row) });
      const edges = found.edges.map(({ cursor, node }) => ({ cursor, node: view(node) }));
      return { ...found, edges, nodes: edges.map(({ node }) => node) };
    },
  },
  AssessmentGroup: {
    id: ({ group }) => group.group.id,
    title: ({ group }) => group.group.title,
    ranked: (group) => rankedCount(group),
    classes: (group) => {
      const counts = classCounts(group);
      const sum = BigInt(counts.reduce((total, { count }) => total + count, 0));
      return counts.map((each) => ({ ...each, share: Rational.of(BigInt(each.count), sum) }));
    },
    benchmarks: (group) => group.group.benchmarks.map((used) => ({ ...used, in: group })),
  },
  Benchmark: {
    value: (benchmark, _, context) => (isPublished(benchmark, 'Benchmark.value', context) ? (benchmark.value ?? null) : null),
    holders: (benchmark, _, context) => (isPublished(benchmark, 'Benchmark.holders', context) ? benchmark.holders : null),
  },
};
