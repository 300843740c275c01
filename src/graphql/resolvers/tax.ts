import { squareMetres } from '../../grading/land-area.js';
import { parcelOf } from '../../handover/unit-code.js';
import { inForceOn } from '../../departments/in-force.js';
import type { Resolvers } from '../__generated__/resolvers.js';
import { visibleAt } from '../of-visible.js';

/** schema/tax.graphql */
export const taxResolvers: Resolvers = {
  Parcel: {
    taxSources: async ({ unitCode, version }, _, context) => {
      const parcel = parcelOf(unitCode);
      const sources = await context.loaders.tax.landSources.load({ parcel, version });
      const isVisible = await visibleAt(context, version);
      // The source of somebody else on one's own parcel is that taxpayer's.
      const isTheirs = ({ taxpayerId }: (typeof sources)[number]) =>
        context.access.rows.of !== 'enterprise' || (taxpayerId !== null && isVisible(taxpayerId));
      return sources
        .filter((source) => inForceOn(context.today, source.startDate, source.endDate) && isTheirs(source))
        .map((source) => ({ ...source, version }));
    },
  },
  LandTaxSource: {
    taxpayer: ({ taxpayerId, version }, _, context) => (taxpayerId ? context.enterprise(taxpayerId, version) : null),
    occupiedArea: ({ occupiedArea }) => squareMetres(occupiedArea),
    taxableArea: ({ taxableArea }) => squareMetres(taxableArea),
    relievedArea: ({ relievedArea }) => squareMetres(relievedArea),
  },
};
