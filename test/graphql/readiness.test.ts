import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { CancellingPool } from '../../src/db/cancelling-pool.js';
import { freshDatabase } from '../database/fresh-database.js';
import { rowsAt } from '../database/apart.js';
import { sampleServer } from './hub-server.js';

const database = await freshDatabase('sample_hub');
const hub = await sampleServer({ database });

async function ready(): Promise<number> {
  return (await fetch(`${hub.url}/readyz`)).status;
}

/** As every connection that is opened from now on finds it. */
async function readOnly(on: boolean): Promise<void> {
  const name = new URL(database.url).pathname.slice(1);
  const admin = new pg.Client({ connectionString: database.url, options: '-c default_transaction_read_only=off' });
  await admin.connect();
  await admin.query(`alter database ${name} set default_transaction_read_only = ${on ? 'on' : 'off'}`);
  await admin.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await admin.end();
}

describe('/readyz', () => {
  it('means that reading and writing work: a database that takes no writing is not ready, and is again', async () => {
    expect(await ready()).toBe(200);
    await readOnly(true);
    expect(await ready()).toBe(503);
    await readOnly(false);
    expect(await ready()).toBe(200);
  });

  it('leaves nothing in the audit', async () => {
    const count = () => rowsAt<{ n: string }>(database.url, 'select count(*) as n from audit_event');
    const before = await count();
    await Promise.all([ready(), ready(), ready()]);
    expect(await count()).toEqual(before);
  });
});

describe('a pool whose connections are all in use', () => {
  it('is SOURCE_UNAVAILABLE with when to try again, before and during the execution, and to /readyz', async () => {
    const pool = new CancellingPool({ connectionString: database.url, max: 1, connectionTimeoutMillis: 1_000 }, () => undefined);
    const held = await pool.connect();
    const query = '{ enterprises(first: 1) { totalCount } }';
    const officer = { role: 'tax_officer' };
    const wait = () => pool.query('select 1') as never;

    const before = await sampleServer({ database, hub: (its) => ({ ...its, standing: wait }) });
    const authorization = `Bearer ${await before.token(officer)}`;
    const refused = await fetch(`${before.url}/graphql`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(await refused.json()).toMatchObject({
      errors: [{ message: /5 秒后重试/, extensions: { code: 'SOURCE_UNAVAILABLE' } }].map(matching),
    });

    const during = await sampleServer({ database, hub: (its) => ({ ...its, assess: wait }) });
    const { errors } = await during.ask(officer, '{ assessment(scheme: "example-ratio-2024", year: 2024) { year } }');
    expect(errors).toMatchObject([{ extensions: { code: 'SOURCE_UNAVAILABLE', retryAfter: 5 } }]);

    const probed = await sampleServer({ database, hub: (its) => ({ ...its, ready: wait }) });
    const unready = await fetch(`${probed.url}/readyz`);
    expect([unready.status, unready.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await unready.json()).toMatchObject({
      errors: [{ message: /连接都在使用中.*5 秒后重试/, extensions: { code: 'SOURCE_UNAVAILABLE' } }].map(matching),
    });
    held.release();
    await pool.end();
  });
});

function matching({ message, ...rest }: { message: RegExp; extensions: object }) {
  return { ...rest, message: expect.stringMatching(message) as string };
}
