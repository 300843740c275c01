import { taxDefinition } from '../../assessment/tax-definition.js';
import type { Resolvers } from '../__generated__/resolvers.js';

const STATUS = { complete: 'COMPLETE', partial: 'PARTIAL', example: 'EXAMPLE' } as const;

/** schema/scheme.graphql */
export const schemeResolvers: Resolvers = {
  Query: {
    schemes: (_, { year }, { hub }) => hub.schemes.filter(({ scheme }) => typeof year !== 'number' || scheme.years.includes(year)),
    publications: async (_, { year }, { hub }) => [...(await hub.publications(year ?? undefined))],
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
    versions: async ({ scheme }, _, { loaders }) => [...(await loaders.schemeTexts.load(scheme.id))],
  },
  SchemeVersion: { until: ({ until }) => until ?? null },
  Publication: {
    scheme: ({ schemeId }) => schemeId,
    id: ({ id }) => String(id),
    dataVersion: ({ dataVersion }) => String(dataVersion),
    round: ({ round }, _, { hub }) => (round === null ? null : hub.rounds.now(round)),
    list: async (publication, _, { hub }) => ({ ...(await hub.rounds.listOf(publication)), days: undefined }),
    corrects: ({ corrects }, _, { published }) => (corrects === null ? null : published.named(String(corrects))),
    assessment: (publication, _, { published }) => published.of(publication),
  },
};
