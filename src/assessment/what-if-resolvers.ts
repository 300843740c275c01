import type { Resolvers } from '../__generated__/resolvers.js';
import { seesWhatIfCountsOnly } from '../access/counts-only.js';
import { disclosedMatrix } from '../access/disclosed-matrix.js';
import { Refusal } from '../access/refusal.js';
import { zonesOf } from '../access/rows.js';
import { pageOf, pageRequest } from '../db/page.js';
import { asTold } from './as-told.js';
import { classMoves, movers } from './class-moves.js';

/** schema/what-if.graphql */
export const whatIfResolvers: Resolvers = {
  Query: {
    whatIf: async (_, { scheme, year, amendments, asOf }, context) => {
      const version = await context.version(asOf);
      // Beside the classes of then, those of an amended scheme would bound figures once more.
      if (version !== context.currentVersion && zonesOf(context.viewer) !== undefined) throw new Refusal('FORBIDDEN', '园区只能就现在的数据试算，不能就过去某一时刻的数据试算；请去掉 asOf');
      const base = await context.assessAsTold(scheme, year, version);
      return { base, amended: await asTold(await context.amended(base, amendments), context) };
    },
  },
  WhatIf: {
    matrix: (whatIf, _, context) => {
      const moves = classMoves(whatIf, context.viewer);
      const told = seesWhatIfCountsOnly(context) ? disclosedMatrix(moves) : moves;
      return told.map(({ from, to, count }) => ({ from, to, count: count ?? null }));
    },
    movers: (whatIf, { first, after }, context) => {
      const request = pageRequest('movers', { first, after });
      return pageOf(request, movers(whatIf, context.viewer), ({ mover }) => mover.from.creditCode);
    },
    notices: ({ amended }) => [...(amended.notices ?? [])],
  },
  Mover: {
    enterprise: ({ record, whatIf }, _, context) => context.enterpriseOf(record, whatIf.base.version),
    from: ({ whatIf, mover, record }) => ({ of: whatIf.base, result: mover.from, record }),
    to: ({ whatIf, mover, record }) => ({ of: whatIf.amended, result: mover.to, record }),
    becauseOf: ({ mover }) => [...mover.becauseOf],
  },
};
