import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { recordAct, type Act } from '../../src/audit/act.js';
import { enterprisesDigest } from '../../src/audit/enterprise-digest.js';
import { AUDIT_ACTIONS } from '../../src/audit/event.js';
import { recordEvents } from '../../src/audit/record-event.js';
import { auditEvent } from '../../src/audit/table.js';
import { verifyTrail } from '../../src/audit/verify.js';
import { testKey } from '../database/keyed.js';
import { sampleServer } from '../graphql/hub-server.js';
import { readOf } from './trail-of.js';

const sample = await sampleServer();
const { db } = sample.database;
const { digestKey } = sample.trail;
const act: Act = {
  actor: 'cli:test',
  action: 'TASKS_PUSHED',
  departments: ['tax', 'land', 'tax'],
  creditCodes: ['913399011EFA80BJ4T', '9133990144LEKL1AXK', '913399011EFA80BJ4T'],
  detail: { file: 'tasks-2026-11-21.json', tasks: 3 },
};

async function onRecord(department: 'tax' | 'land') {
  return db.select().from(auditEvent).where(eq(auditEvent.department, department)).orderBy(auditEvent.sequence);
}

describe('an act', () => {
  it('is on record once with each department, with what and of how many, never of whom', async () => {
    const before = (await onRecord('tax')).length;
    await db.transaction((tx) => recordAct(tx, act, digestKey));
    const rows = (await onRecord('tax')).slice(before);
    expect(rows).toHaveLength(1);
    const [tax, land] = [rows[0]!, (await onRecord('land')).at(-1)!];
    const detail = {
      file: 'tasks-2026-11-21.json',
      tasks: 3,
      enterprises: 2,
    };
    for (const each of [tax, land]) {
      const digest = enterprisesDigest(digestKey, { department: each.department, reader: 'cli:test' }, act.creditCodes);
      expect(each).toMatchObject({ actor: 'cli:test', action: 'TASKS_PUSHED', detail: { ...detail, enterprisesDigest: digest } });
    }
    expect(JSON.stringify([tax, land])).not.toContain('913399011EFA80BJ4T');
  });

  it('is undone with what it belongs to', async () => {
    const before = (await onRecord('tax')).length;
    const undone = db.transaction(async (tx) => {
      await recordAct(tx, act, digestKey);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await onRecord('tax')).toHaveLength(before);
  });

  it('about several departments never waits in a circle', async () => {
    const orders = [
      ['tax', 'land', 'register'],
      ['register', 'tax', 'land'],
      ['land', 'register', 'tax'],
    ] as const;
    const acts = Array.from({ length: 24 }, (_, n) =>
      db.transaction((tx) => recordAct(tx, { ...act, departments: orders[n % 3]! }, digestKey)),
    );
    const reads = Array.from({ length: 24 }, (_, n) => sample.trail.record(orders[n % 3]!.map((department) => readOf(department, n))));
    await Promise.all([...acts, ...reads]);
    expect((await verifyTrail(db, [], await testKey())).flatMap(({ flaws }) => flaws)).toEqual([]);
  });
});

it('whatever is put on record can be looked at', async () => {
  await db.transaction((tx) =>
    recordEvents(
      tx,
      AUDIT_ACTIONS.map((action) => ({ ...readOf('land'), action })),
    ),
  );
  const { data, errors } = await sample.ask(
    { role: 'department', department: 'land' },
    `{ accessLog(first: ${AUDIT_ACTIONS.length}) { nodes { action } } }`,
  );
  expect(errors).toBeUndefined();
  expect(data.accessLog.nodes.map(({ action }: { action: string }) => action)).toEqual([...AUDIT_ACTIONS].reverse());
});
