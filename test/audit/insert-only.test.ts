import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { verifyTrail } from '../../src/audit/verify.js';
import { openDatabase } from '../../src/db/database.js';
import { receiveAll } from '../../src/intake/receive-all.js';
import { keyed, testKey } from '../database/keyed.js';
import { intakeOf, rowsAt, sampleFiles } from '../database/apart.js';
import { commandLine } from '../cli/command-line.js';
import { HubHere } from '../cli/hub-here.js';
import { sampleServer } from '../graphql/hub-server.js';

const server = new URL(inject('serverUrl'));
const [owner, hub, name] = ['owner', 'hub', 'test'].map((kind) => `${kind}_${randomUUID().replaceAll('-', '')}`) as [
  string,
  string,
  string,
];
const as = (username: string) => Object.assign(new URL(server.href), { username, password: 'x', pathname: `/${name}` }).href;
const admin = new pg.Client({ connectionString: server.href });
await admin.connect();
await admin.query(`create role ${owner} login createrole password 'x'`);
await admin.query(`create role ${hub} login password 'x'`);
await admin.query(`create database ${name} owner ${owner}`);
await admin.query(`grant muhub_reader to ${owner} with admin option`);
const both = { databaseUrl: as(hub), databaseOwnerUrl: as(owner), dataDir: '' };
const quiet = { say: () => undefined, dropped: () => undefined };
const database = keyed(await openDatabase(both, quiet));
afterAll(async () => {
  await database.close();
  for (const made of [name, `${name}_sample`]) await admin.query(`drop database if exists ${made} with (force)`);
  await admin.query(`drop role ${hub}`);
  await admin.query(`drop role ${owner}`);
  await admin.end();
});

describe('a hub whose account owns nothing', () => {
  it('takes in files, answers behind the second wall, and puts both on record', async () => {
    expect(database.secondWall).toEqual({ up: true });
    expect(database.auditRights).toEqual({ appendOnly: true });
    const { files, load } = await sampleFiles();
    const some = files.filter((file) => /企业名录|2024年度企业税收|单位不符/.test(file));
    const reports = await receiveAll(intakeOf(database), some, load);
    expect(reports.map(({ status }) => status)).toEqual(['accepted', 'refused', 'accepted']);
    const served = await sampleServer({ database });
    const answer = await served.ask({ role: 'tax_officer' }, '{ enterprises(first: 20) { nodes { tax(year: 2024) { vatNet } } } }');
    expect(answer.errors).toBeUndefined();
    expect(JSON.stringify(answer.data)).toMatch(/"vatNet":"[0-9.]+"/);
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const given = await served.ask(
      { role: 'enterprise', creditCode: '913399011EFA80BJ4T' },
      `mutation { giveConsent(creditCode: "913399011EFA80BJ4T", year: 2024, purpose: "亩均评价", until: "${until}") { __typename } }`,
    );
    expect(given.data).toEqual({ giveConsent: { __typename: 'Consent' } });
    expect(await (await fetch(`${served.url}/readyz`)).json()).toMatchObject({ status: 'ready', secondWall: 'up', audit: 'append-only' });
    const reports2 = await verifyTrail(database.db, [], await testKey());
    expect(reports2.flatMap(({ flaws }) => flaws)).toEqual([]);
    expect(reports2.find(({ department }) => department === 'county')!.links).toBeGreaterThan(0);
  });

  it('cannot change the audit, nor what keeps it', async () => {
    for (const statement of [
      `update audit_event set actor = '别人'`,
      'update audit_head set sequence = 0',
      `update audit_seal set mac = ''`,
      'delete from audit_event',
      'delete from audit_head',
      'truncate audit_event',
      'drop table audit_event',
      'alter table audit_event drop column actor',
      'alter table audit_event disable trigger all',
      'alter table audit_event disable row level security',
      'create trigger mine before insert on audit_event execute function audit_heads_follow()',
      `create or replace function audit_heads_follow() returns trigger language sql as ''`,
      `insert into audit_head (department, sequence, hash) values ('x', 0, '')`,
      `insert into audit_event select * from audit_event on conflict (department, sequence) do update set actor = '别人'`,
      `set session_replication_role = 'replica'`,
      `set role ${owner}`,
      'drop schema public cascade',
    ])
      await expect(rowsAt(as(hub), statement), statement).rejects.toMatchObject({
        code: expect.stringMatching(/^(42501|42809)$/) as string,
      });
  });

  it('adds links to the ends of chains and nowhere else', async () => {
    const link = (sequence: string, previous: string) =>
      rowsAt(
        as(hub),
        `insert into audit_event (department, sequence, at, actor, action, detail, previous, hash) select department, ${sequence}, at, actor, action, detail, ${previous}, hash from audit_event where department = 'tax' order by sequence desc limit 1`,
      );
    await expect(link('sequence + 2', 'hash')).rejects.toMatchObject({ code: '40001' });
    await expect(link('sequence + 1', `repeat('a', 64)`)).rejects.toMatchObject({ code: '40001' });
    await expect(link('sequence', 'hash')).rejects.toMatchObject({ code: '23505' });
  });

  it('needs no owner once the tables are up to date, and one where they are not', async () => {
    const second = await openDatabase({ databaseUrl: as(hub), dataDir: '' }, quiet);
    expect([second.secondWall, second.auditRights]).toEqual([{ up: true }, { appendOnly: true }]);
    await second.close();
    await admin.query(`create database ${name}_empty`);
    try {
      const url = as(hub).replace(name, `${name}_empty`);
      await expect(openDatabase({ databaseUrl: url, dataDir: '' }, quiet)).rejects.toThrow('DATABASE_OWNER_URL');
      await expect(openDatabase({ databaseUrl: url, databaseOwnerUrl: as(owner), dataDir: '' }, quiet)).rejects.toThrow('不是同一个库');
    } finally {
      await admin.query(`drop database ${name}_empty with (force)`);
    }
  });

  it('runs commands, a rehearsal of files among them', async () => {
    const { muhub } = commandLine({ DATABASE_URL: as(hub), DATABASE_OWNER_URL: as(owner) });
    const { files } = await sampleFiles();
    const rehearsed = await muhub('intake', files.at(-1)!, files[0]!, '--dry-run');
    expect(rehearsed.err).not.toMatch(/权限/);
    expect((await muhub('audit', 'verify')).status).toBe(0);
    expect(await muhub('sources')).toMatchObject({ status: 0 });
  });
});

describe('the sample county, whose tables the superuser owns', () => {
  it('is graded, granted, published and carried through a round by an account that owns nothing, as in the embedded database', async () => {
    const sample = `${name}_sample`;
    await admin.query(`create database ${sample} template sample_hub`);
    const [databaseUrl, databaseOwnerUrl] = [as(hub), server.href].map(
      (url) => Object.assign(new URL(url), { pathname: `/${sample}` }).href,
    );
    const opened = await openDatabase({ databaseUrl, databaseOwnerUrl, dataDir: '' }, quiet);
    afterAll(() => opened.close());
    expect([opened.secondWall, opened.auditRights]).toEqual([{ up: true }, { appendOnly: true }]);
    const served = await sampleServer({ database: keyed(opened) });
    const committee = { role: 'zone_committee', zones: ['339901001'], purpose: '亩均评价' };
    const { data, errors } = await served.ask(
      committee,
      '{ assessment(scheme: "example-ratio-2024", year: 2024) { grades(first: 2) { totalCount nodes { class enterprise { name } } } } }',
    );
    expect(errors).toBeUndefined();
    expect(data.assessment.grades.totalCount).toBe(277);

    const { printed } = commandLine({ DATABASE_URL: databaseUrl! });
    const GRADED = ['--scheme', 'example-ratio-2024', '--year', '2024'];
    const asked = ['--zone', '339901001', '--purpose', '核查', '--document', '示政办〔2026〕1号 二'];
    const filed = await printed('access', 'grant', '--profile', 'P2', ...asked);
    const [id] = /\d+/.exec(filed)!;
    const answered = await printed('access', 'answer', id, '--department', 'tax', '--approve', '--reason', '同意');
    expect(answered).toContain('已授权');
    await printed('round', 'open', ...GRADED, '--document', '示亩办〔2026〕1号', '--trial', '--notice-workdays', '0');
    for (const to of ['COLLECTING', 'CONFIRMING']) await printed('round', 'advance', '--round', '1', '--to', to);
    expect(await printed('publish', ...GRADED, '--document', '示政公告〔2026〕1号')).toContain('已公布');
    const out = mkdtempSync(path.join(tmpdir(), 'muhub-tasks-'));
    await printed('landtax', 'push', '--year', '2024', '--date', '2026-12-01', '--out', out);
    await printed('account', 'invite', '--name', 'wang', '--role', 'tax_officer');
    expect(await printed('audit', 'verify')).not.toContain('处问题');
  });
});

describe('serve', () => {
  async function said(settings: Record<string, string>): Promise<string> {
    const running = new HubHere(mkdtempSync(path.join(tmpdir(), 'muhub-rights-')), 'serve', settings);
    await running.url();
    await running.stop();
    return running.stderr;
  }

  it('says what its account may do to the audit, and what to run', async () => {
    expect(await said({ DATABASE_URL: as(hub), DATABASE_OWNER_URL: as(owner) })).not.toContain('改动审计记录');
    const owned = await said({ DATABASE_URL: as(owner) });
    expect(owned).toContain('可以改动审计记录，应当只能追加');
    expect(owned).toContain('拥有审计表');
    expect(owned).toContain('create role muhub_hub login');
    expect(owned).toContain('DATABASE_OWNER_URL');
    await admin.query(`grant pg_write_all_data to ${hub}`);
    expect(await said({ DATABASE_URL: as(hub) })).toContain('可改写审计记录（UPDATE）、可删除审计记录（DELETE）');
    await admin.query(`revoke pg_write_all_data from ${hub}`);
  });

  it('takes back what its account was given too much', async () => {
    await rowsAt(as(owner), `grant update, delete on audit_event to ${hub}`);
    expect(await said({ DATABASE_URL: as(hub) })).toContain('UPDATE');
    expect(await said({ DATABASE_URL: as(hub), DATABASE_OWNER_URL: as(owner) })).not.toContain('改动审计记录');
  });
});
