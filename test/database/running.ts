import pg from 'pg';
import type { Database } from '../../src/db/database.js';

/** Connections whose statement now, or the last one of an open transaction, holds this text. */
export async function running({ url }: Database, text: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: string }>(
      `select count(*) from pg_stat_activity where state in ('active', 'idle in transaction') and pid <> pg_backend_pid() and query like $1`,
      [`%${text}%`],
    );
    return Number(rows[0]!.count);
  } finally {
    await client.end();
  }
}

/** Waits for something to come about. @throws Error if it does not within some seconds */
export async function until(what: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await what()) return;
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error('it did not come about');
}
