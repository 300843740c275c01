import pg from 'pg';
import { openDatabase, type Database } from '../src/db/database.js';
import { openEmbedded } from '../src/db/embedded/server.js';

/** An embedded database as the hub opens it, and its owner's connections: a bench makes what no hub's account may. */
export interface BenchDatabase extends Database {
  readonly owner: pg.Pool;
  readonly ownerUrl: string;
}

/** Opens a database of its own for a bench. */
export async function openBenchDatabase(dataDir: string): Promise<BenchDatabase> {
  const server = await openEmbedded(dataDir, () => undefined);
  const database = await openDatabase({ databaseUrl: undefined, dataDir }, { say: () => undefined, dropped: () => undefined });
  const owner = new pg.Pool({ connectionString: server.url, max: 2 });
  return {
    ...database,
    owner,
    ownerUrl: server.url,
    close: async () => {
      await owner.end();
      await database.close();
      await server.close();
    },
  };
}
