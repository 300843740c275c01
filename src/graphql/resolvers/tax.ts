import { squareMetres } from '../../grading/land-area.js';
import { parcelOf } from '../../handover/unit-code.js';
import { inForceOn } from '../../departments/in-force.js';
import type { Resolvers } from '../__generated__/resolvers.js';
import { ofVisible } from '../of-visible.js';
import { given, partiesAt } from '../parties.js';

/** schema/tax.graphql */
export const taxResolvers: Resolvers = {
  Parcel: {
    taxSources: async ({ unitCode, version }, _, context) => {
      const sources = await context.loaders.tax.landSources.load({ parcel: parcelOf(unitCode), version });
      const inForce = sources.filter(({ startDate, endDate }) => inForceOn(context.today, startDate, endDate));
      // A source is its taxpayer's, whoever holds the parcel.
      const its = await ofVisible(context, version, inForce, ({ taxpayerId }) => [taxpayerId]);
      const parties = await partiesAt(context, version);
      const whole = its.map((source) => ({ ...source, version, parties: parties([source.taxpayerId]) }));
      return [...given(context, whole, 'LandTaxSource.sourceId', ['tax'])];
    },
  },
  LandTaxSource: {
    taxpayer: ({ taxpayerId, version }, _, context) => (taxpayerId ? context.enterprise(taxpayerId, version) : null),
    occupiedArea: ({ occupiedArea }) => squareMetres(occupiedArea),
    taxableArea: ({ taxableArea }) => squareMetres(taxableArea),
    relievedArea: ({ relievedArea }) => squareMetres(relievedArea),
  },
};
