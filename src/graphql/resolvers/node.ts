import { partsOfFinding } from '../../land-tax/finding-view.js';
import type { Resolvers } from '../__generated__/resolvers.js';
import type { Context } from '../context.js';
import { parseNodeId, type NodeType } from '../node-id.js';
import { unitsFor } from '../units.js';
import { findingsFor } from './land-tax.js';
import { adjustmentFor } from './adjustment.js';
import { roundFor } from '../in-round.js';
import { partyOf } from './objection.js';
import type { NodeMapper } from './node.mappers.js';

/** The number that a node's key is; undefined: it is none. */
const numberOf = (key: string): number | undefined => (/^[1-9]\d{0,14}$/.test(key) ? Number(key) : undefined);

const READ: Record<NodeType, (key: string, version: number, context: Context) => Promise<NodeMapper | null>> = {
  Enterprise: async (key, version, context) => {
    const found = await context.enterprise(key, version);
    return found && { __typename: 'Enterprise', ...found };
  },
  Parcel: async (key, version, context) => {
    const unit = (await unitsFor(context, version)).find(({ unitCode }) => unitCode === key);
    return unit ? { __typename: 'Parcel', ...unit } : null;
  },
  LandTaxFinding: async (key, version, context) => {
    const [year = '', id, by] = key.split(':');
    if (!/^\d{4}$/.test(year) || context.access.rows.of === 'none') return null;
    const finding = (
      await findingsFor(context, Number(year), version, by?.startsWith('#') ? { publication: by.slice(1) } : { scheme: by })
    ).find((each) => each.id === id);
    if (!finding) return null;
    return context.given('LandTaxFinding.id', partsOfFinding(finding), finding) ? { __typename: 'LandTaxFinding', ...finding } : null;
  },
  EvaluationRound: async (key, _, context) => {
    const round = await roundFor(context, numberOf(key));
    return round && context.given('EvaluationRound.id', ['county']) ? { __typename: 'EvaluationRound', ...round } : null;
  },
  Adjustment: async (key, _, context) => {
    const adjustment = await adjustmentFor(context, numberOf(key));
    return adjustment && context.given('Adjustment.id', ['county']) ? { __typename: 'Adjustment', ...adjustment } : null;
  },
  Objection: async (key, _, context) => {
    const objection = await partyOf(context, numberOf(key));
    return objection && context.given('Objection.id', ['county']) ? { __typename: 'Objection', ...objection } : null;
  },
};

/** Query.node: what is not given is null, whatever it is. */
export const nodeResolvers: Resolvers = {
  Query: {
    node: async (_, { id }, context) => {
      const { type, key } = parseNodeId(id);
      return READ[type](key, await context.version(), context);
    },
  },
};
