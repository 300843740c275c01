import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { append, readHeads } from '../../src/audit/append.js';
import { openChainKey } from '../../src/audit/chain-key.js';
import { linked, type Link } from '../../src/audit/chain.js';
import { auditEvent } from '../../src/audit/table.js';
import { AuditTrail } from '../../src/audit/trail.js';
import { verifyTrail } from '../../src/audit/verify.js';
import type { Database } from '../../src/db/database.js';
import { commandLine } from '../cli/command-line.js';
import { freshDatabase } from '../database/fresh-database.js';
import { readOf } from './trail-of.js';

const folder = () => mkdtempSync(path.join(tmpdir(), 'muhub-keyed-'));

/** Links as an earlier version made them, or whoever has the database alone. */
async function plainly({ db }: Database, department: Link['department'], count: number): Promise<void> {
  const events = Array.from({ length: count }, (_, n) => readOf(department, n));
  expect((await append(db, linked(events, await readHeads(db), new Date()))).done).toBe(true);
}

async function opened({ url }: Database, dataDir: string, chainKeyFile?: string): Promise<AuditTrail> {
  return AuditTrail.open({ url, dataDir, chainKeyFile, onTrouble: () => undefined });
}

async function withTrail(database: Database, dataDir: string, work: (trail: AuditTrail) => Promise<void>, file?: string): Promise<void> {
  const trail = await opened(database, dataDir, file);
  await work(trail).finally(() => trail.close());
}

async function flaws({ db }: Database, dataDir: string): Promise<[string, number, string][]> {
  const reports = await verifyTrail(db, [], await openChainKey({ dataDir }));
  return reports.flatMap((report) =>
    report.flaws.map(({ department, sequence, kind }): [string, number, string] => [department, sequence, kind]),
  );
}

const verified = (database: Database, dataDir: string) =>
  commandLine({ DATABASE_URL: database.url, MUHUB_DATA_DIR: dataDir, AUDIT_CHAIN_KEY_FILE: '' }).muhub('audit', 'verify');

describe('a chain from before there was a key', async () => {
  const database = await freshDatabase('empty_hub');
  const dataDir = folder();
  await plainly(database, 'tax', 3);
  const unsealed = await verified(database, folder());

  it('is verified as it was, and told not to be sealed', () => {
    expect(unsealed).toMatchObject({ status: 0, err: expect.stringContaining('尚未封存') });
  });

  it('is sealed by the first hub that opens it, goes on keyed over restarts, and verifies whole', async () => {
    await withTrail(database, dataDir, (trail) => trail.record([readOf('tax', 3), readOf('land', 0)]));
    await withTrail(database, dataDir, (trail) => trail.record([readOf('tax', 4)]));
    expect(statSync(path.join(dataDir, 'keys', 'audit-chain.key')).mode & 0o777).toBe(0o600);
    const { status, out, err } = await verified(database, dataDir);
    expect([status, out]).toEqual([0, expect.stringMatching(/tax：5 条，封存前 3 条，/)]);
    expect(err).toMatch(/封存于 \d{4}-.*其后均经链密钥核验/);
    expect(await flaws(database, dataDir)).toEqual([]);
  });

  it('tells a missing key in words, another by its number, and one that others may read', async () => {
    expect(await verified(database, folder())).toMatchObject({
      status: 1,
      err: expect.stringMatching(/没有链密钥.*不能认定完好.*AUDIT_CHAIN_KEY_FILE/),
    });
    const other = folder();
    await openChainKey({ dataDir: other });
    expect(await verified(database, other)).toMatchObject({ status: 1, err: expect.stringContaining('链密钥不是封存所用的') });
    const open = folder();
    mkdirSync(path.join(open, 'keys'));
    copyFileSync(path.join(dataDir, 'keys', 'audit-chain.key'), path.join(open, 'keys', 'audit-chain.key'));
    chmodSync(path.join(open, 'keys', 'audit-chain.key'), 0o640);
    expect(await verified(database, open)).toMatchObject({ status: 1, err: expect.stringContaining('chmod 600') });
  });

  it('takes no other key, and the same from a file that is shared', async () => {
    await expect(opened(database, folder())).rejects.toThrow('审计链由另一把密钥计算');
    const shared = path.join(dataDir, 'keys', 'audit-chain.key');
    await withTrail(database, folder(), (trail) => trail.record([readOf('tax', 5)]), shared);
    const intake = ['intake', 'sample/files/各部门_事项.csv'];
    const stranger = commandLine({ DATABASE_URL: database.url, AUDIT_CHAIN_KEY_FILE: '' });
    expect(await stranger.muhub(...intake)).toMatchObject({ status: 1, err: expect.stringContaining('审计链由另一把密钥计算') });
    expect(await commandLine({ DATABASE_URL: database.url, AUDIT_CHAIN_KEY_FILE: shared }).muhub(...intake)).toMatchObject({ status: 0 });
    expect(await flaws(database, dataDir)).toEqual([]);
  });

  it('shows a record that was appended with the database alone', async () => {
    await plainly(database, 'emissions', 1);
    await plainly(database, 'tax', 1);
    const { sequence } = (await readHeads(database.db)).get('tax')!;
    await withTrail(database, dataDir, (trail) => trail.record([readOf('tax', 7)]));
    expect(await flaws(database, dataDir)).toEqual([
      ['emissions', 1, 'UNKEYED'],
      ['tax', sequence, 'UNKEYED'],
    ]);
    expect(await verified(database, dataDir)).toMatchObject({
      status: 1,
      err: expect.stringMatching(/tax 第 \d+ 条：在封存之后而没有用链密钥计算/),
    });
    expect((await verified(database, folder())).err).toContain('是伪造的记录');
  });
});

describe('a seal that somebody', () => {
  async function sealedAt(n: number) {
    const [database, dataDir] = [await freshDatabase('empty_hub'), folder()];
    await plainly(database, 'tax', n);
    await withTrail(database, dataDir, (trail) => trail.record([readOf('tax', n)]));
    return { ...database, dataDir };
  }

  it('moved, to hide what was appended without the key, is found out, and no hub goes on', async () => {
    const database = await sealedAt(2);
    const [more] = linked([readOf('tax', 9)], await readHeads(database.db), new Date());
    await append(database.db, [more!]);
    const ends = JSON.stringify([{ department: 'tax', sequence: 4, hash: more!.hash }]);
    await database.pool.query('update audit_seal set ends = $1', [ends]);
    expect((await flaws(database, database.dataDir)).map(([, , kind]) => kind)).toContain('SEAL_DIFFERS');
    await expect(opened(database, database.dataDir)).rejects.toThrow('封存记录（audit_seal）与密钥不符');
  });

  it('took away is found out, and is not made anew over keyed links', async () => {
    const database = await sealedAt(2);
    await database.pool.query('delete from audit_seal');
    expect(await flaws(database, database.dataDir)).toContainEqual(['tax', 1, 'UNSEALED']);
    await expect(opened(database, database.dataDir)).rejects.toThrow('审计链没有封存记录');
  });

  it('does not agree with any more, since what was before was rewritten or cut off, is found out', async () => {
    const database = await sealedAt(2);
    const [first] = await database.db.select().from(auditEvent).orderBy(auditEvent.sequence).limit(1);
    const forged = linked([{ ...first!, actor: '别人' }, readOf('tax', 1)], new Map(), new Date());
    await database.pool.query('alter table audit_event disable trigger user; delete from audit_event');
    await database.db.insert(auditEvent).values(forged);
    expect(await flaws(database, database.dataDir)).toContainEqual(['tax', 2, 'SEAL_DIFFERS']);
    await database.pool.query('delete from audit_event where sequence > 1; delete from audit_head');
    expect(await flaws(database, database.dataDir)).toContainEqual(['tax', 2, 'TRUNCATED']);
  });
});

describe('two hubs on one database', () => {
  it('that start at once with one file append to one chain; with files of their own, one of them is refused', async () => {
    const database = await freshDatabase('empty_hub');
    const file = path.join(folder(), 'shared.key');
    writeFileSync(file, Buffer.alloc(32, 7), { mode: 0o600 });
    const trails = await Promise.all([opened(database, folder(), file), opened(database, folder(), file)]);
    await Promise.all(trails.flatMap((trail) => Array.from({ length: 20 }, (_, n) => trail.record([readOf('tax', n), readOf('land', n)]))));
    await Promise.all(trails.map((trail) => trail.close()));
    const reports = await verifyTrail(database.db, [], await openChainKey({ dataDir: '', chainKeyFile: file }));
    expect(reports.map(({ department, links, flaws: found }) => [department, links, found])).toEqual([
      ['land', 40, []],
      ['tax', 40, []],
    ]);

    const other = await freshDatabase('empty_hub');
    const both = await Promise.allSettled([opened(other, folder()), opened(other, folder())]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    for (const each of both) if (each.status === 'fulfilled') await each.value.close();
  });

  it('need the file that was named, and a key that is long enough', async () => {
    const database = await freshDatabase('empty_hub');
    await expect(opened(database, folder(), '/nowhere/chain.key')).rejects.toThrow('AUDIT_CHAIN_KEY_FILE /nowhere/chain.key：没有这个文件');
    const short = path.join(folder(), 'short.key');
    writeFileSync(short, 'secret', { mode: 0o600 });
    await expect(opened(database, folder(), short)).rejects.toThrow('过短');
  });
});
