import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { grafserv } from 'postgraphile/grafserv/node';
import { makePgService } from 'postgraphile/adaptors/pg';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { makeV4Preset } from 'postgraphile/presets/v4';
import { postgraphile } from 'postgraphile';

/** PostGraphile as its guide has it, over the schema `peer`, without extras that cost; tells its parent its address. */
const [, , url] = process.argv;
const instance = postgraphile({
  extends: [PostGraphileAmberPreset, makeV4Preset({ simpleCollections: 'omit' })],
  pgServices: [makePgService({ connectionString: url!, schemas: ['peer'] })],
  grafast: { explain: false },
  grafserv: { graphqlPath: '/graphql', graphiql: false, websockets: false, watch: false },
});
const server = createServer();
const served = instance.createServ(grafserv);
await served.addTo(server);
server.listen(0, '127.0.0.1', () => process.send!({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql` }));
process.once('disconnect', () => process.exit());
