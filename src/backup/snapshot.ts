import type { Readable } from 'node:stream';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { OperatorError } from '../db/failure.js';
import { connectionTo, Session } from '../db/session.js';
import type { ArchiveWriting } from './archive-writing.js';
import type { Manifest } from './manifest.js';

/** What a backup says of the tables. */
export type TablesKept = Pick<Manifest, 'tables' | 'sequences' | 'dataVersion' | 'migration'>;

interface Table {
  readonly name: string;
  readonly columns: string[];
}

const TABLES = `
  select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.relname order by c.relname`;
const SEQUENCES = `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S' order by 1`;
const MIGRATION = 'select max(created_at) as migration from drizzle.__drizzle_migrations';
const DATA_VERSION = 'select coalesce(max(version), 0) as version from data_version';

/**
 * Copies every table of the database into a backup, all as they were at one moment, while hubs go on working.
 * @param url of an account that reads all of it
 * @param onTable told which table is next, and how many are done
 * @throws OperatorError if tables are being changed meanwhile
 */
export async function keepTables(
  url: string,
  archive: ArchiveWriting,
  onTable: (name: string, done: number, of: number) => void,
): Promise<TablesKept> {
  const client = new Session(connectionTo(url, { application_name: 'muhub backup' }));
  client.on('error', () => undefined);
  await client.connect();
  try {
    const before = await tablesOf(client);
    await client.query('begin isolation level repeatable read read only');
    // Held to the end: no migration changes a table that is still to be copied. Others read and write as ever.
    await client.query(`lock table ${before.map(({ name }) => `public.${pg.escapeIdentifier(name)}`).join(', ')} in access share mode`);
    const all = await tablesOf(client);
    if (JSON.stringify(all) !== JSON.stringify(before)) throw new OperatorError('表结构正在升级，没有备份：请稍后重试');
    const { migration } = await one<{ migration: number }>(client, MIGRATION);
    const { version } = await one<{ version: number }>(client, DATA_VERSION);
    const tables: Manifest['tables'] = [];
    for (const [done, table] of all.entries()) {
      onTable(table.name, done, all.length);
      tables.push(await keepTable(client, archive, table));
    }
    const sequences = await sequencesOf(client);
    await client.query('commit');
    return { tables, sequences, migration: Number(migration), dataVersion: Number(version) };
  } finally {
    await client.end();
  }
}

/** The tables that the hub works with, and their columns. */
export async function tablesOf(client: pg.Client): Promise<readonly Table[]> {
  return (await client.query<Table>(TABLES)).rows;
}

async function keepTable(client: pg.Client, archive: ArchiveWriting, { name, columns }: Table): Promise<Manifest['tables'][number]> {
  const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
  const copied = client.query(copyTo(`copy public.${pg.escapeIdentifier(name)} (${list}) to stdout`));
  const stored = await archive.add(`tables/${name}.copy`, copied as Readable);
  // How many they were is said behind the last of them: with the next answer it is there.
  await client.query('select');
  return { ...stored, name, columns, rows: (copied as unknown as { readonly rowCount: number }).rowCount };
}

async function sequencesOf(client: pg.Client): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ name: string }>(SEQUENCES);
  const found: Manifest['sequences'] = [];
  for (const { name } of rows) {
    const at = await one<{ last: number; called: boolean }>(
      client,
      `select last_value as last, is_called as called from public.${pg.escapeIdentifier(name)}`,
    );
    found.push({ name, last: String(at.last), isCalled: at.called });
  }
  return found;
}

async function one<Row extends pg.QueryResultRow>(client: pg.Client, text: string): Promise<Row> {
  return (await client.query<Row>(text)).rows[0]!;
}
