import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAnchors } from '../../src/audit/anchor-file.js';
import { AccessLog } from '../../src/audit/access-log.js';
import { chainKeyOf } from '../../src/audit/chain-key.js';
import { recordEvent } from '../../src/audit/record-event.js';
import { recordNothing } from '../../src/audit/rehearsal.js';
import { verifyTrail } from '../../src/audit/verify.js';
import { testKey } from '../database/keyed.js';
import { freshDatabase } from '../database/fresh-database.js';
import { statementsOf } from '../graphql/hub-server.js';
import { readOf, trailOf } from './trail-of.js';

const database = await freshDatabase('empty_hub');
await chainKeyOf(database.db);
const { db } = database;
const flawsNow = async () => (await verifyTrail(db, [], await testKey())).flatMap(({ flaws }) => flaws);
const length = async (department: string) =>
  (await verifyTrail(db, [], await testKey())).find((report) => report.department === department)?.links ?? 0;

describe('the trail', () => {
  it('takes one statement for one operation, however many departments it touched', async () => {
    const trail = await trailOf(database);
    const statements = await statementsOf(() => trail.record([readOf('tax'), readOf('land'), readOf('county')]));
    expect(statements).toHaveLength(1);
    expect(await flawsNow()).toEqual([]);
    expect(await length('tax')).toBe(1);
  });

  it('lets concurrent requests share a transaction', async () => {
    const trail = await trailOf(database);
    const before = await length('tax');
    const statements = await statementsOf(() =>
      Promise.all(Array.from({ length: 200 }, (_, n) => trail.record([readOf('tax', n), readOf('land', n)]))),
    );
    expect(statements.length).toBeLessThan(5);
    expect(await length('tax')).toBe(before + 200);
    expect(await flawsNow()).toEqual([]);
  });

  it('neither forks nor stands still with hubs, intake and departments in every order', async () => {
    const before = { tax: await length('tax'), land: await length('land'), statistics: await length('statistics') };
    const hubs = await Promise.all([trailOf(database), trailOf(database), trailOf(database)]);
    const orders = [
      ['tax', 'land', 'statistics'],
      ['statistics', 'tax', 'land'],
      ['land', 'statistics', 'tax'],
    ] as const;
    const reads = Array.from({ length: 90 }, async (_, n) => {
      await new Promise((resolve) => setTimeout(resolve, n % 7));
      await hubs[n % 3]!.record(orders[n % 3]!.map((department) => readOf(department, n)));
    });
    const deeds = Array.from({ length: 20 }, (_, n) =>
      db.transaction(async (tx) => {
        await recordEvent(tx, { actor: 'test', action: 'HANDOVER_ACCEPTED', department: n % 2 ? 'tax' : 'land', detail: { n } });
      }),
    );
    await Promise.all([...reads, ...deeds]);
    expect(await flawsNow()).toEqual([]);
    expect(await length('tax')).toBe(before.tax + 100);
    expect(await length('land')).toBe(before.land + 100);
    expect(await length('statistics')).toBe(before.statistics + 90);
  });

  it('keeps a deed with what was done, and neither without the other', async () => {
    const before = await length('tax');
    const undone = db.transaction(async (tx) => {
      await recordEvent(tx, { actor: 'test', action: 'QUARANTINE_DROPPED', department: 'tax', detail: {} });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await length('tax')).toBe(before);
    expect(await flawsNow()).toEqual([]);
  });

  it('holds nobody up while a handover is rehearsed', async () => {
    const trail = await trailOf(database);
    await db.transaction(async (tx) => {
      await recordNothing(tx);
      await recordEvent(tx, { actor: 'test', action: 'HANDOVER_ACCEPTED', department: 'tax', detail: {} });
      await trail.record([readOf('tax')]);
    });
    expect(await flawsNow()).toEqual([]);
  });

  it('stores any text a token can bear', async () => {
    const trail = await trailOf(database);
    await trail.record([{ ...readOf('utilities'), actor: 'a\0b', detail: { purpose: '\ud800 "引号" \\ \n' } }]);
    expect(await flawsNow()).toEqual([]);
  });

  it('anchors where its chains end, once for each end', async () => {
    const trail = await trailOf(database);
    const file = path.join(trail.dataDir, 'audit-anchors.jsonl');
    const ends = (await verifyTrail(db, [], await testKey())).filter(({ links }) => links > 0);
    expect((await readAnchors(file)).anchors.map(({ department, sequence, hash }) => [department, sequence, hash])).toEqual(
      ends.map(({ department, end }) => [department, end.sequence, end.hash]),
    );
    await trail.anchor();
    expect((await readAnchors(file)).anchors).toHaveLength(ends.length);
    await trail.record([readOf('emissions')]);
    await trail.anchor();
    expect((await readAnchors(file)).anchors.slice(ends.length).map(({ department }) => department)).toEqual(['emissions']);
    expect(statSync(file).mode & 0o077).toBe(0);
    const key = path.join(trail.dataDir, 'keys', 'audit-enterprises.key');
    expect([readFileSync(key).length, statSync(key).mode & 0o077]).toEqual([32, 0]);
    expect(createHash('sm3').update(readFileSync(key)).digest()).toEqual(createHash('sm3').update(trail.digestKey).digest());
  });

  it('says which line of an anchor file is none', async () => {
    const trail = await trailOf(database);
    const { appendFileSync } = await import('node:fs');
    const file = path.join(trail.dataDir, 'audit-anchors.jsonl');
    const lines = (await readAnchors(file)).anchors.length;
    appendFileSync(file, '{"department":"tax"}\n');
    await expect(readAnchors(file)).rejects.toThrow(`第 ${lines + 1} 行`);
  });
});

const log = new AccessLog(db);

describe('the access log', () => {
  it("is a department's own, the latest first, in pages", async () => {
    const trail = await trailOf(database);
    await trail.record([1, 2, 3].map((n) => readOf('employment', n)));
    const first = await log.page('employment', { first: 2 });
    expect(first.nodes.map(({ sequence, department, detail }) => [sequence, department, detail.n])).toEqual([
      [3, 'employment', 3],
      [2, 'employment', 2],
    ]);
    expect([first.totalCount, first.pageInfo.hasNextPage]).toEqual([3, true]);
    const second = await log.page('employment', { first: 2, after: first.pageInfo.endCursor });
    expect(second.nodes.map(({ sequence }) => sequence)).toEqual([1]);
    expect([second.totalCount, second.pageInfo.hasNextPage]).toEqual([3, false]);
    await expect(log.page('land', { after: first.pageInfo.endCursor })).rejects.toThrow('游标');
    expect((await log.page('register', {})).totalCount).toBe(0);
  });
});
