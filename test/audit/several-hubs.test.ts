import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, expect, it } from 'vitest';
import type { AuditEvent } from '../../src/audit/event.js';
import { AuditTrail } from '../../src/audit/trail.js';
import { verifyTrail } from '../../src/audit/verify.js';
import { chainKeyPlace, testKey } from '../database/keyed.js';
import { freshDatabase } from '../database/fresh-database.js';

const database = await freshDatabase('empty_hub');

async function hub(): Promise<AuditTrail> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'muhub-hubs-'));
  const trail = await AuditTrail.open({ ...chainKeyPlace(), url: database.url, dataDir, onTrouble: () => undefined });
  afterAll(() => trail.close());
  return trail;
}

const event = (actor: string, department: AuditEvent['department'] = 'tax'): AuditEvent => ({
  ...{ actor, action: 'READ', department },
  detail: { note: 'the same of every hub' },
});

it('hubs that begin the chains at the same moment, with the same first links, all come to theirs', async () => {
  const hubs = await Promise.all(Array.from({ length: 4 }, hub));
  for (let round = 0; round < 10; round += 1) {
    const both = [event('a', 'tax'), event('a', 'land')];
    await Promise.all(hubs.map((each, index) => each.record(index % 2 ? both : [...both].reverse())));
  }
  const reports = await verifyTrail(database.db, [], await testKey());
  expect(reports.map(({ department, links, flaws }) => [department, links, flaws])).toEqual([
    ['land', 40, []],
    ['tax', 40, []],
  ]);
});

it('a hub that lost its turn waits for the next one, and does not lose it again and again', async () => {
  const hubs = await Promise.all(Array.from({ length: 3 }, hub));
  let appends = 0;
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    if ((args[0] as { name?: string } | undefined)?.name === 'audit append') appends += 1;
    return Reflect.apply(query, this, args) as never;
  } as typeof query;
  try {
    await Promise.all(
      hubs.map(async (each) => {
        for (let times = 0; times < 30; times += 1) await each.record([event('busy')]);
      }),
    );
  } finally {
    pg.Client.prototype.query = query;
  }
  expect(appends).toBeGreaterThanOrEqual(90);
  expect(appends).toBeLessThanOrEqual(2 * 90);
  const reports = await verifyTrail(database.db, [], await testKey());
  expect(reports.flatMap(({ flaws }) => flaws)).toEqual([]);
});
