import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { verifyTrail } from '../../src/audit/verify.js';
import { testKey } from '../database/keyed.js';
import { sampleServer } from '../graphql/hub-server.js';
import { full } from '../full.js';

const sample = await sampleServer();
const { database } = sample;
const officer = { role: 'tax_officer', subject: '张三', purpose: '核查土地税源' };
const query = '{ enterprises(first: 3) { nodes { name tax(year: 2024) { vatNet } } } }';
const ask = () => sample.ask(officer, query);
const admin = new pg.Client({ connectionString: database.url });
await admin.connect();
afterAll(() => admin.end());

async function refused(): Promise<void> {
  const answer = await ask();
  expect(answer.status).toBe(503);
  expect(answer.data).toBeUndefined();
  expect(answer.extensions).toBeUndefined();
  expect(answer.errors).toHaveLength(1);
  expect(answer.errors![0]!.extensions.code).toBe('SOURCE_UNAVAILABLE');
  expect(answer.errors![0]!.message).toContain('审计记录写不进去');
  expect(sample.logged.join('')).toContain(answer.errors![0]!.extensions.errorId);
}

async function answered(): Promise<void> {
  const answer = await ask();
  expect(answer.errors).toBeUndefined();
  expect(answer.data.enterprises.nodes).toHaveLength(3);
  expect((await verifyTrail(database.db, [], await testKey())).flatMap(({ flaws }) => flaws)).toEqual([]);
}

describe('nothing is answered that cannot be put on record', () => {
  it('answers once it is', answered);

  it('because the table is locked', async () => {
    await admin.query('begin');
    await admin.query('lock table audit_event in access exclusive mode');
    const begun = Date.now();
    await Promise.all([refused(), refused(), refused()]);
    expect(Date.now() - begun).toBeLessThan(12_000);
    await admin.query('rollback');
    await answered();
  });

  it.runIf(full)('nor is anything done: a deed waits a while for its chain, and then is not', async () => {
    const input = {
      owner: 'TAX',
      role: 'zone_committee',
      fields: ['Grade.total'],
      zones: ['339901003'],
      acts: ['READ'],
      purpose: '复核',
      ground: '通知',
      from: '2026-01-01',
      to: '2026-12-31',
    };
    const asking = () =>
      sample.ask(
        { role: 'zone_committee', zones: ['339901003'] },
        'mutation($input: GrantInput!) { requestGrant(input: $input, reason: "复核") { __typename } }',
        { input },
      );
    const requests = async () => (await admin.query('select count(*)::int as n from access_grant_event')).rows[0].n as number;
    await admin.query('begin');
    await admin.query('lock table audit_event in access exclusive mode');
    const [before, begun] = [await requests(), Date.now()];
    const answer = await asking();
    expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['SOURCE_UNAVAILABLE']);
    expect(Date.now() - begun).toBeLessThan(12_000);
    await admin.query('rollback');
    expect(await requests()).toBe(before);
    expect((await asking()).data.requestGrant.__typename).toBe('AccessGrant');
  });

  it("because one department's chain is held", async () => {
    await admin.query('begin');
    await admin.query(`select from audit_head where department = 'tax' for update`);
    await refused();
    const other = await sample.ask({ role: 'auditor' }, '{ __typename }');
    expect(other.data).toEqual({ __typename: 'Query' });
    await admin.query('rollback');
    await answered();
  });

  it('because the database takes no writes', async () => {
    await admin.query(`alter table audit_event add constraint closed check (action <> 'READ') not valid`);
    await refused();
    await admin.query('alter table audit_event drop constraint closed');
    await answered();
  });

  it('because the connection is lost', async () => {
    await admin.query('begin');
    await admin.query('lock table audit_event in access exclusive mode');
    const waiting = refused();
    for (let cut = 0; cut === 0;) {
      const { rows } = await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'muhub audit' and datname = current_database() and wait_event_type = 'Lock'`,
      );
      cut = rows.length;
    }
    await waiting;
    await admin.query('rollback');
    await answered();
  });

  it('because the disk is full', async (test) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'muhub-full-'));
    chmodSync(folder, 0o755);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status === 0;
    if (!mounted) return test.skip();
    const place = path.join(folder, 'space');
    mkdirSync(place);
    const { rows } = await admin.query<{ data_directory: string }>('show data_directory');
    spawnSync('chown', [`--reference=${rows[0]!.data_directory}`, place]);
    try {
      await admin.query(`create tablespace small location '${place}'`);
      await admin.query('alter table audit_event set tablespace small');
      spawnSync('dd', ['if=/dev/zero', `of=${path.join(folder, 'rest')}`, 'bs=4k'], { stdio: 'ignore' });
      await expect.poll(async () => (await ask()).status, { timeout: 20_000, interval: 1 }).toBe(503);
      await refused();
      spawnSync('rm', [path.join(folder, 'rest')]);
      await answered();
    } finally {
      await admin.query('alter table audit_event set tablespace pg_default');
      await admin.query('drop tablespace if exists small');
      spawnSync('umount', ['-l', folder]);
    }
  });
});
