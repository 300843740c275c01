import { treatmentKey } from '../../policy-effects/policy-effects.js';
import { amountOf, moneyOf, partsOfTreatment } from '../../policy-effects/treatment-view.js';
import { setsFor } from '../../policy/treatment-match.js';
import type { Resolvers } from '../__generated__/resolvers.js';

/** schema/treatment.graphql */
export const treatmentResolvers: Resolvers = {
  Grade: {
    treatments: async (grade, { publication }, context) => {
      const made = await context.published.asked({ publication, year: grade.of.assessment.year });
      const its = made ? await context.published.gradeIn(made, grade.result.creditCode) : grade;
      if (!its) return [];
      const { of, result } = its;
      const effects = await context.policyEffects(of);
      const sets = setsFor(context.hub.treatmentSets, of.scheme.scheme);
      const lines = effects.linesOf(result.creditCode);
      return effects.appliedTo(result).map((applied) => ({
        ...applied,
        amount: amountOf(applied, lines),
        madeOf: partsOfTreatment(of.parts, sets, applied),
        moneyOf: moneyOf(applied.treatment.kind),
      }));
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
};
