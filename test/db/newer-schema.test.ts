import { expect, it } from 'vitest';
import { openDatabase } from '../../src/db/database.js';
import { freshDatabase } from '../database/fresh-database.js';

const database = await freshDatabase('empty_hub');
const open = () => openDatabase({ databaseUrl: database.url, dataDir: '' }, { say: () => undefined, dropped: () => undefined });

it('a database whose tables a newer hub made is refused, with what to do and without the account', async () => {
  await (await open()).close();
  await database.pool.query(`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of tomorrow', 9999999999999)`);
  const refused = expect(open()).rejects;
  await refused.toThrow(/更新版本的中枢.*请升级本程序/);
  await expect(open()).rejects.not.toThrow(/muhub:/);
});
