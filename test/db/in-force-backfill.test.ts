import { readMigrationFiles } from 'drizzle-orm/migrator';
import pg from 'pg';
import { expect, it } from 'vitest';
import { openDatabase } from '../../src/db/database.js';
import { digestOf } from '../../src/intake/receive.js';
import { receiveAll } from '../../src/intake/receive-all.js';
import { bareDatabase } from '../database/fresh-database.js';
import { keyed } from '../database/keyed.js';
import { makeCreditCode } from '../handover/make-code.js';

/** The migration that counts how many rows of a handover are in force, by its number. */
const COUNTING = 23;
const [FIRST, SECOND, THIRD] = [1, 2, 3].map(makeCreditCode);
const tax = (...lines: string[]) => Buffer.from(`统一社会信用代码,纳税人名称,年度,增值税净入库,房产税\n${lines.join('\n')}\n`);
const EARLIER = tax(`${FIRST},甲,2024,1,1`, `${SECOND},乙,2024,1,1`);
const LATER = tax(`${FIRST},甲,2024,2,2`);

/** A database as a hub before that migration left it, with what it had taken in. */
async function before(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(
      'create schema drizzle; create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)',
    );
    for (const { sql, hash, folderMillis } of readMigrationFiles({ migrationsFolder: 'drizzle' }).slice(0, COUNTING)) {
      for (const statement of sql) await client.query(statement);
      await client.query('insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)', [hash, folderMillis]);
    }
    const handover = (dataset: string, digest: string, version: number | null, accepted: number) =>
      client.query(
        `insert into handover (dataset, file_name, digest, bytes, status, version, received_by, labels, rows, accepted, quarantined, skipped, issue_counts)
         values ($1, 'f', $2, 1, $3, $4, 'test', '[]', $5, $5, 0, 0, '{}')`,
        [dataset, digest, version === null ? 'refused' : 'accepted', version, accepted],
      );
    const row = (
      table: string,
      of: { code: string; year?: number; version: number; superseded?: number; handover: number; line: number },
    ) =>
      client.query(
        `insert into ${table} (credit_code, ${of.year === undefined ? '' : 'year, '}version, superseded, handover_id, line, raw)
         values ($1, ${of.year === undefined ? '' : `${of.year}, `}$2, $3, $4, $5, '[]')`,
        [of.code, of.version, of.superseded, of.handover, of.line],
      );
    await client.query(`insert into data_version (version, at) select n, now() from generate_series(1, 4) n`);
    await handover('enterprise.register', 'sm3:1', 1, 1);
    await row('enterprise', { code: FIRST!, version: 1, handover: 1, line: 2 });
    await handover('tax.payments', digestOf(EARLIER), 2, 2);
    await row('tax_payment', { code: FIRST!, year: 2024, version: 2, superseded: 3, handover: 2, line: 2 });
    await row('tax_payment', { code: SECOND!, year: 2024, version: 2, handover: 2, line: 3 });
    await handover('tax.payments', digestOf(LATER), 3, 1);
    await row('tax_payment', { code: FIRST!, year: 2024, version: 3, handover: 3, line: 2 });
    // Created for a file of another dataset: no row of the register's own handovers.
    await handover('employment.annual', 'sm3:4', 4, 1);
    await row('employment', { code: THIRD!, year: 2024, version: 4, handover: 4, line: 2 });
    await row('enterprise', { code: THIRD!, version: 4, handover: 4, line: 2 });
    await handover('tax.payments', 'sm3:5', null, 0);
  } finally {
    await client.end();
  }
}

it('what was taken in before rows in force were counted is counted when the tables are brought up to date', async () => {
  const url = await bareDatabase();
  await before(url);
  const database = keyed(await openDatabase({ databaseUrl: url, dataDir: '' }, { say: () => undefined, dropped: () => undefined }));
  try {
    const { rows } = await database.pool.query<{ n: number }>('select in_force as n from handover order by id');
    expect(rows.map(({ n }) => n)).toEqual([1, 1, 1, 1, 0]);
    const declared = { eventCodes: new Set<string>(), facts: new Map() };
    const take = async (bytes: Buffer) =>
      (await receiveAll({ db: database.db, declared, actor: 'test' }, ['f'], async () => ({ fileName: 'f', bytes })))[0]!.status;
    expect(await take(LATER)).toBe('already_received');
    expect(await take(EARLIER)).toBe('accepted');
    expect(await take(LATER)).toBe('accepted');
  } finally {
    await database.close();
  }
});
