import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/db/database.js';
import { ask, OwnFolders } from './own-folder.js';

const own = new OwnFolders();
const quiet = { say: () => undefined, dropped: () => undefined };

describe('the embedded database', () => {
  it('is worked with by an account that can add to the audit and not change it, one that an earlier version made too', async () => {
    const dataDir = await own.dataFolder();
    const server = await own.open(dataDir);
    await ask(server, 'drop role muhub_hub');
    await (await openDatabase({ databaseUrl: server.url, dataDir }, quiet)).close();
    await server.close();

    const database = await openDatabase({ databaseUrl: undefined, dataDir }, quiet);
    try {
      expect([database.secondWall, database.auditRights]).toEqual([{ up: true }, { appendOnly: true }]);
      expect(new URL(database.url).username).toBe('muhub_hub');
      const cause = { code: '42501' };
      await expect(database.db.execute(sql`delete from audit_event`)).rejects.toMatchObject({ cause });
      await expect(database.db.execute(sql`alter table audit_event disable trigger user`)).rejects.toMatchObject({ cause });
      await expect(database.db.execute(sql`reset role; set role muhub`)).rejects.toMatchObject({ cause });
    } finally {
      await database.close();
    }
  });
});
