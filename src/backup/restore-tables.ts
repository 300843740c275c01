import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { knownMigrations, migrateWithin } from '../db/migrations.js';
import { connectionTo, Session, whereIs } from '../db/session.js';
import type { Archive } from './archive.js';
import type { Manifest } from './manifest.js';
import { BackupRefused } from './refused.js';
import { tablesOf } from './snapshot.js';

/**
 * Puts the tables of a backup into an empty database, in one transaction: made as they were when it was taken, filled and
 * counted. The next start brings them up to date, as it would those of a hub of then.
 * @param url of the account that is to own the tables
 * @throws BackupRefused if the database is not empty, the backup is of a newer program, or a table does not come out as it was
 *   backed up: then nothing was changed
 */
export async function restoreTables(
  archive: Archive,
  url: string,
  onTable: (name: string, done: number, of: number) => void,
): Promise<void> {
  const { tables, sequences, migration } = archive.manifest;
  checkMigration(archive);
  const client = new Session(connectionTo(url, { application_name: 'muhub restore' }));
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('set client_min_messages to warning');
    await client.query('begin');
    await checkEmpty(client, url);
    await migrateWithin(client, { upTo: migration });
    for (const [done, table] of (await inOrder(client, tables)).entries()) {
      onTable(table.name, done, tables.length);
      await fill(client, archive, table);
    }
    for (const { name, last, isCalled } of sequences)
      await client.query('select setval($1::regclass, $2::bigint, $3)', [`public.${pg.escapeIdentifier(name)}`, last, isCalled]);
    await client.query('commit');
  } finally {
    await client.end();
  }
}

/** @throws BackupRefused if the tables are of a program that this one does not know */
export function checkMigration({ file, manifest }: Archive): void {
  if (!knownMigrations().includes(manifest.migration))
    throw new BackupRefused(`${file} 由更新版本的中枢（${manifest.version}）所备份：请用同一或更新的版本恢复`);
}

async function checkEmpty(client: pg.Client, url: string): Promise<void> {
  const { rows } = await client.query<{ taken: boolean }>(
    `select to_regclass('drizzle.__drizzle_migrations') is not null
       or exists (select from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')) as taken`,
  );
  if (rows[0]!.taken) throw new BackupRefused(`数据库 ${whereIs(url)} 不是空的，没有恢复：请给一个新建的空库或空的数据目录`);
}

/** The tables, each behind those that its rows refer to. @throws BackupRefused if the backup has other tables than it should */
async function inOrder(client: pg.Client, tables: Manifest['tables']): Promise<Manifest['tables']> {
  const expected = new Set((await tablesOf(client)).map(({ name }) => name));
  const wrong = tables.find(({ name }) => !expected.delete(name))?.name ?? [...expected][0];
  if (wrong !== undefined) throw new BackupRefused(`备份的表与它的版本不符（${wrong}）：请换一份备份`);
  const { rows } = await client.query<{ from: string; to: string }>(
    `select f.relname as from, t.relname as to from pg_constraint c join pg_class f on f.oid = c.conrelid join pg_class t on t.oid = c.confrelid
     where c.contype = 'f' and c.connamespace = 'public'::regnamespace and c.conrelid <> c.confrelid`,
  );
  const done = new Set<string>();
  const ordered: Manifest['tables'] = [];
  while (ordered.length < tables.length) {
    const ready = tables.filter(({ name }) => !done.has(name) && rows.every(({ from, to }) => from !== name || done.has(to)));
    if (ready.length === 0) throw new Error('tables refer to each other in a circle');
    for (const { name } of ready) done.add(name);
    ordered.push(...ready);
  }
  return ordered;
}

/** Its own triggers do nothing meanwhile: what they would work out is a table of the backup too. */
async function fill(client: pg.Client, archive: Archive, table: Manifest['tables'][number]): Promise<void> {
  const name = `public.${pg.escapeIdentifier(table.name)}`;
  const columns = table.columns.map((column) => pg.escapeIdentifier(column)).join(', ');
  await client.query(`alter table ${name} disable trigger user`);
  // A migration may have put rows into it, which the backup has as they became.
  await client.query(`delete from ${name}`);
  await pipeline(Readable.from(archive.read(table)), client.query(copyFrom(`copy ${name} (${columns}) from stdin`)));
  await client.query(`alter table ${name} enable trigger user`);
  const { rows } = await client.query<{ count: string }>(`select count(*) from ${name}`);
  if (Number(rows[0]!.count) !== table.rows)
    throw new BackupRefused(`表 ${table.name} 恢复出 ${rows[0]!.count} 行，备份时有 ${table.rows} 行：没有恢复，请换一份备份`);
}
