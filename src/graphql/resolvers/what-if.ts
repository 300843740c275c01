import { whySuppressed } from '../../access/withheld.js';
import { classMoves, movers } from '../../assessment/class-moves.js';
import { pageOf, pageRequest } from '../../db/page.js';
import { fiscalEffects } from '../../policy-effects/fiscal-effects.js';
import { moneyOf } from '../../policy-effects/treatment-view.js';
import type { Resolvers } from '../__generated__/resolvers.js';
import { addedUpAt } from '../of-visible.js';

/** schema/what-if.graphql */
export const whatIfResolvers: Resolvers = {
  Query: {
    whatIf: async (_, { scheme, year, amendments, asOf }, context) => {
      const base = await context.assess(scheme, year, await context.version(asOf));
      const { view, notices } = await context.amended(base, amendments);
      return { base, amended: view, notices };
    },
  },
  WhatIf: {
    matrix: (whatIf) => [...classMoves(whatIf)],
    movers: async (now, { first, after }, context) => {
      const { base, amended } = now;
      const asked = { scheme: base.scheme.digest, year: base.assessment.year, amended: amended.scheme.digest };
      const request = pageRequest({ field: 'movers', asked, version: base.version }, { first, after });
      const [one, other] = await Promise.all([context.assessedAt(base, request.version), context.assessedAt(amended, request.version)]);
      return pageOf(request, movers({ ...now, base: one, amended: other }), ({ mover }) => mover.from.creditCode);
    },
    fiscal: async ({ base, amended }, _, context) => {
      const isAddedUp = await addedUpAt(context, base.version);
      const [before, after] = (await Promise.all([context.policyEffects(base), context.policyEffects(amended)])).map(({ lines }) =>
        lines.filter(({ creditCode }) => isAddedUp(creditCode)),
      );
      const effects = fiscalEffects(before!, after!, (kind) => context.seesEveryContribution('FiscalEffect.base', moneyOf(kind)));
      if (effects.some(({ base: one, amended: other }) => !one || !other))
        context.leaveOut(whySuppressed('FiscalEffect.amended', 'county'));
      return [...effects];
    },
  },
  Mover: {
    enterprise: ({ record, whatIf }, _, context) => context.enterpriseOf(record, whatIf.base.version),
    from: ({ whatIf, mover, record }) => ({ of: whatIf.base, result: mover.from, record }),
    to: ({ whatIf, mover, record }) => ({ of: whatIf.amended, result: mover.to, record }),
    becauseOf: ({ mover }) => [...mover.becauseOf],
  },
};
