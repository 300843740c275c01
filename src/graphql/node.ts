import type { Resolvers } from '../__generated__/resolvers.js';
import { Refusal } from '../access/refusal.js';
import { visibleUnits } from '../departments/land/visible-units.js';
import type { Context } from './context.js';
import { seesFindings } from '../landtax/single-sight.js';
import { parseNodeId, type NodeType } from './node-id.js';
import type { NodeAt } from './parents.js';

/** The root field that reads a node of each type: whoever may not ask it gets nothing through `node` either. */
const ROOT_FIELD: Record<NodeType, string> = {
  Enterprise: 'Query.enterprise',
  Parcel: 'Query.parcel',
  LandTaxFinding: 'Query.landTaxFindings',
};

const READ: Record<NodeType, (key: string, version: number, context: Context) => Promise<NodeAt | null>> = {
  Enterprise: async (key, version, context) => {
    const found = await context.enterprise(key, version);
    return found && { __typename: 'Enterprise', ...found };
  },
  Parcel: async (key, version, context) => {
    const unit = (await visibleUnits(context, version)).find(({ unitCode }) => unitCode === key);
    return unit ? { __typename: 'Parcel', ...unit, version } : null;
  },
  LandTaxFinding: async (key, version, context) => {
    const [year = '', id, scheme] = key.split(':');
    if (!/^\d{4}$/.test(year) || !seesFindings(context).granted) return null;
    const finding = (await context.landTaxFindings(Number(year), version, scheme)).find((each) => each.id === id);
    return finding ? { __typename: 'LandTaxFinding', ...finding } : null;
  },
};

/** Query.node */
export const nodeResolvers: Resolvers = {
  Query: {
    node: async (_, { id }, context) => {
      const { type, key } = parseNodeId(id);
      if (!context.may(context.viewer, context.act, { coordinate: ROOT_FIELD[type] }).granted) {
        throw new Refusal('FORBIDDEN', `无权查询 ${type}；需要时请向数据归属部门申请授权`);
      }
      return READ[type](key, await context.version(), context);
    },
  },
};
