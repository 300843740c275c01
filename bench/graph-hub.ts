import { openDatabase } from '../src/db/database.js';
import { serveHub } from './bench-hub.js';
import { ZONE } from './county.js';

/**
 * The hub; tells its parent its address and the token of a committee that the grants of a folder let read four departments in
 * its own zone.
 */
const [, , dataDir, grants, fresh] = process.argv;
const database = await openDatabase({ databaseUrl: undefined, dataDir: dataDir! }, { say: () => undefined, dropped: () => undefined });
const served = await serveHub(database, dataDir!, { grants: grants!, keepsAnswers: fresh !== 'true' });
process.send!({
  url: `${served.url}/graphql`,
  token: await served.token({ role: 'zone_committee', zones: [ZONE], purpose: '亩均评价' }),
});
process.once('disconnect', async () => {
  await served.close();
  await database.close();
});
