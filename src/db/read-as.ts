import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Reach } from '../access/reach.js';
import type { Db } from './db.js';

/** Who reads through the wall: owns no table, and bypasses no policy. */
export const READER = 'muhub_reader';

/**
 * The database as far as someone reaches. Every statement is a transaction of its own, as {@link READER}, with the reach
 * in settings that end with it; the three messages travel together, so it costs no waiting.
 * @param pool its connections take messages before the last answer came (`pipeline`)
 * @param more statements that a transaction begins with
 */
export function readAs(pool: pg.Pool, reach: Reach, ...more: readonly string[]): Db {
  const settings = [...settingsFor(reach), ...more];
  const opening = ['begin read only', ...settings].join('; ');
  const query = async (...statement: Parameters<pg.Client['query']>) => {
    const client = await pool.connect();
    const [opened, answered, closed] = await Promise.allSettled([
      client.query(opening),
      client.query(...statement) as unknown as Promise<pg.QueryResult>,
      client.query('commit'),
    ]);
    const [failed] = [opened, closed].filter(({ status }) => status === 'rejected');
    // A connection that did not come out of its transaction in order might read as somebody else next.
    client.release(failed !== undefined);
    if (opened.status === 'rejected') throw opened.reason;
    if (answered.status === 'rejected') throw answered.reason;
    return answered.value;
  };
  return drizzle({ client: { query, connect: () => pool.connect(), settings } as unknown as pg.Client });
}

/** What a transaction of one's own on the pool behind a database must begin with, to reach as far as it and no further. */
export function settingsOf(db: Db): readonly string[] {
  return (db as Db & { readonly $client: { readonly settings?: readonly string[] } }).$client.settings ?? [];
}

/** The statements that bind a transaction to a reach. */
export function settingsFor({ departments, rows, parcels = [], logs = [], grants = [], subject = '' }: Reach): readonly string[] {
  const set = (name: string, value: string) => `set local muhub.${name} = ${pg.escapeLiteral(value)}`;
  return [
    set('departments', textArray(departments)),
    set('rows', rows.of === 'all' ? 'every' : 'some'),
    set('zones', textArray(rows.of === 'zones' ? rows.zones : [])),
    set('towns', textArray(rows.of === 'towns' ? rows.towns : [])),
    set('enterprise', rows.of === 'enterprise' ? storable(rows.creditCode) : ''),
    set('parcels', textArray(parcels)),
    set('logs', textArray(logs)),
    set('grants', textArray(grants)),
    set('subject', storable(subject)),
    `set local role ${READER}`,
  ];
}

/** A setting ends at NUL, and so would every statement. */
function storable(text: string): string {
  return text.replaceAll('\0', '\ufffd');
}

/** A list as PostgreSQL writes an array of text. */
function textArray(texts: readonly string[]): string {
  return `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
