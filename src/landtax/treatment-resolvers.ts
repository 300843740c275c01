import type { Resolvers } from '../__generated__/resolvers.js';
import { seesCountsOnly } from '../access/counts-only.js';
import type { Parts } from '../access/told-span.js';
import { refusedTreatments, treatmentMayBeTold } from '../assessment/told-treatments.js';
import { treatmentsMayBeTold } from '../assessment/treatments-beside.js';
import { fiscalEffects } from './fiscal-effects.js';
import { treatmentKey } from './policy-effects.js';
import { amountOf, madeOf } from './seen-treatment.js';

/** schema/treatment.graphql, and the money of a what-if. */
export const treatmentResolvers: Resolvers = {
  Grade: {
    treatments: async ({ of, result }, _, context) => {
      if (of.unclassed?.has(result.row) || !(await treatmentsMayBeTold({ of, result }, context))) {
        context.withheld.add({ coordinate: 'Grade.treatments', department: 'county', reason: 'NOT_GRANTED' });
        return null;
      }
      const effects = await context.policyEffects(of);
      const lines = effects.linesOf(result.creditCode);
      for (const decision of refusedTreatments(of, context)) {
        if (decision.granted) continue;
        const { department, reason } = decision;
        context.trace.withheld(department, 'Grade.treatments');
        context.withheld.add({ coordinate: 'Grade.treatments', department, reason });
      }
      const told = effects.appliedTo(result).filter(({ treatment }) => treatmentMayBeTold(of, treatment, context).granted);
      return told.map((applied) => ({ ...applied, amount: amountOf(applied, lines), madeOf: madeOf(applied) }));
    },
  },
  Treatment: {
    id: (applied) => treatmentKey(applied),
    title: ({ treatment }) => treatment.title,
    kind: ({ treatment }) => treatment.kind,
    rate: ({ treatment }) => treatment.rate ?? null,
    unit: ({ treatment }) => treatment.unit ?? null,
    text: ({ treatment }) => treatment.text ?? null,
    document: ({ treatment }) => treatment.document,
    validFrom: ({ treatment }) => treatment.from ?? null,
    validTo: ({ treatment }) => treatment.to ?? null,
    trial: ({ treatment }) => treatment.trial,
  },
  WhatIf: {
    fiscal: async ({ base, amended }, _, context) => {
      const [before, after] = await Promise.all([context.policyEffects(base), context.policyEffects(amended)]);
      const { year } = base.assessment;
      const mayTell = async (kind: string, parts: Parts) => (await context.toldSums.mayTell(`${kind} ${year}`, [parts]))[0]!;
      return [...(await fiscalEffects(before.lines, after.lines, seesCountsOnly(context) ? mayTell : undefined))];
    },
  },
};
