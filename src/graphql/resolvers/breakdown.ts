import { Refusal } from '../../access/refusal.js';
import { classBreakdown } from '../../assessment/class-breakdown.js';
import { compareAssessments } from '../../grading/compare.js';
import type { Resolvers } from '../__generated__/resolvers.js';

const MOST_YEARS = 10;

/** schema/breakdown.graphql */
export const breakdownResolvers: Resolvers = {
  Query: {
    assessments: async (_, { schemes, years, asOf }, context) => {
      const version = await context.version(asOf);
      return Promise.all(pairs(schemes, years).map(([scheme, year]) => context.assess(scheme, year, version)));
    },
  },
  Assessment: {
    movesFrom: async (of, { scheme, year }, context) => {
      const before = await context.assess(scheme, year, of.version);
      const { matrix } = compareAssessments(before.assessment, of.assessment, of.countsAll ? undefined : of.isVisible);
      return [...matrix];
    },
    breakdown: (of, { by }) => classBreakdown(of, by).map((row) => ({ ...row, classes: [...row.classes] })),
  },
};

function pairs(schemes: readonly (string | number)[], years: readonly number[]): [string, number][] {
  if (years.length === 0 || years.length > MOST_YEARS) throw new Refusal('BAD_USER_INPUT', `years：应给出 1 到 ${MOST_YEARS} 个年度`);
  if (schemes.length !== 1 && schemes.length !== years.length) {
    throw new Refusal('BAD_USER_INPUT', `schemes：给了 ${schemes.length} 个方案、${years.length} 个年度；应一一对应，或只给一个方案`);
  }
  return years.map((year, index) => [String(schemes[index] ?? schemes[0]), year]);
}
