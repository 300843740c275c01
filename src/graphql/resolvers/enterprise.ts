import { pageOf, pageRequest } from '../../db/page.js';
import type { EnterpriseRecord } from '../../enterprise/record.js';
import type { EnterpriseFilter, EnterpriseOrder, Resolvers } from '../__generated__/resolvers.js';

/** schema/enterprise.graphql, and the sources that all records carry. */
export const enterpriseResolvers: Resolvers = {
  Query: {
    enterprise: async (_, { creditCode }, context) => context.enterprise(creditCode, await context.version()),
    enterprises: async (_, { filter, orderBy, first, after }, context) => {
      const order = orderBy ?? 'CREDIT_CODE_ASC';
      const asked = { filter, order };
      const request = pageRequest({ field: 'enterprises', asked, version: await context.version() }, { first, after });
      const { version } = request;
      const directory = await context.readers.enterprises.directory(version);
      const rows = context.kept(directory, request.list, () => {
        const chosen: number[] = [];
        for (let row = 0; row < directory.size; row += 1) {
          const record = directory.record(row);
          if (context.isVisible(record) && meets(record, filter ?? {})) chosen.push(row);
        }
        // They are in the order of their codes.
        const turn = ORDERS[order];
        return turn ? chosen.sort((a, b) => turn(directory.record(a), directory.record(b))) : chosen;
      });
      const found = pageOf(request, rows, (row) => directory.creditCodes[row]!);
      const edges = found.edges.map(({ cursor, node }) => ({ cursor, node: { ...directory.record(node), version } }));
      return { ...found, edges, nodes: edges.map(({ node }) => node) };
    },
  },
  Enterprise: { id: ({ creditCode }, _, context) => context.nodeId('Enterprise', creditCode) },
  RecordSource: {
    version: ({ version }) => String(version),
    handover: ({ handoverId }) => handoverId,
    file: async ({ handoverId }, _, context) => (await context.loaders.fileNames.load(handoverId)) ?? null,
  },
};

function meets(record: EnterpriseRecord, filter: EnterpriseFilter): boolean {
  const { creditCodes, zones, towns, industries, nameContains } = filter;
  const { creditCode, name, zone, town, industry } = record;
  return (
    (!creditCodes || creditCodes.includes(creditCode)) &&
    (!zones || (zone !== null && zones.includes(zone))) &&
    (!towns || (town !== null && towns.includes(town))) &&
    (!industries || (industry !== null && industries.some((start) => industry.startsWith(start)))) &&
    (!nameContains || (name !== null && name.includes(nameContains)))
  );
}

type Order = (a: EnterpriseRecord, b: EnterpriseRecord) => number;

const byCode: Order = (a, b) => compare(a.creditCode, b.creditCode);
/** Those without a name come last either way. */
const byName =
  (turn: 1 | -1): Order =>
  (a, b) => {
    if (a.name === null || b.name === null) return Number(a.name === null) - Number(b.name === null) || byCode(a, b);
    return turn * compare(a.name, b.name) || byCode(a, b);
  };

const ORDERS: Record<EnterpriseOrder, Order | undefined> = {
  CREDIT_CODE_ASC: undefined,
  CREDIT_CODE_DESC: (a, b) => byCode(b, a),
  NAME_ASC: byName(1),
  NAME_DESC: byName(-1),
};

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
