import { describe, expect, it } from 'vitest';
import { currentAnchors, type Anchor } from '../../src/audit/anchors.js';
import { readHeads } from '../../src/audit/append.js';
import { hashOf, linked, type Link } from '../../src/audit/chain.js';
import type { FlawKind } from '../../src/audit/flaw.js';
import { auditEvent } from '../../src/audit/table.js';
import { verifyTrail } from '../../src/audit/verify.js';
import { freshDatabase } from '../database/fresh-database.js';
import { testKey } from '../database/keyed.js';
import { readOf, trailOf } from './trail-of.js';

const database = await freshDatabase('empty_hub');
const { db, pool } = database;
const key = await testKey();
const trail = await trailOf(database);
await trail.record(Array.from({ length: 12 }, (_, n) => readOf('tax', n)));
await trail.record(Array.from({ length: 5 }, (_, n) => readOf('land', n)));
const anchors = await currentAnchors(db, new Date());
await trail.record([readOf('tax', 12)]);
const links: Link[] = await db.select().from(auditEvent).orderBy(auditEvent.department, auditEvent.sequence);

/** What is found once these statements were run by someone who may write everything; all is as before afterwards. */
async function after(
  statements: readonly (string | [string, unknown[]])[],
  held: readonly Anchor[] = [],
): Promise<[string, number, FlawKind][]> {
  await pool.query('create table kept_event as table audit_event');
  await pool.query('create table kept_head as table audit_head');
  await pool.query('alter table audit_event drop constraint audit_event_link');
  await pool.query('alter table audit_event disable trigger user');
  try {
    for (const each of statements) await (typeof each === 'string' ? pool.query(each) : pool.query(...each));
    const flaws = (await verifyTrail(db, held, key)).flatMap((report) => report.flaws);
    for (const { department, sequence, message } of flaws) expect(message).toContain(`${department} 第 ${sequence} 条`);
    return flaws.map(({ department, sequence, kind }) => [department, sequence, kind]);
  } finally {
    await pool.query('delete from audit_event');
    await pool.query('insert into audit_event select * from kept_event');
    await pool.query('delete from audit_head');
    await pool.query('insert into audit_head select * from kept_head');
    await pool.query('drop table kept_event, kept_head');
    await pool.query('alter table audit_event enable trigger user');
    await pool.query('alter table audit_event add constraint audit_event_link primary key (department, sequence)');
  }
}

/** The statement that puts a link where it claims to be. */
function inserted({ department, sequence, at, actor, action, detail, previous, hash }: Link): [string, unknown[]] {
  return [
    `insert into audit_event (department, sequence, at, actor, action, detail, previous, hash) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [department, sequence, at, actor, action, JSON.stringify(detail), previous, hash],
  ];
}

/** The statements that put another chain in the place of a department's, every hash made anew, the head included. */
function rewritten(department: string, chain: readonly Link[]): [string, unknown[]][] {
  const last = chain.at(-1)!;
  return [
    ['delete from audit_event where department = $1', [department]],
    ...chain.map(inserted),
    ['update audit_head set sequence = $2, hash = $3 where department = $1', [department, last.sequence, last.hash]],
  ];
}

const tax = links.filter(({ department }) => department === 'tax');

describe('chains that nobody touched', () => {
  it('are sound, with anchors and without', async () => {
    expect(await after([])).toEqual([]);
    expect(await after([], anchors)).toEqual([]);
    const reports = await verifyTrail(db, anchors, key);
    expect(reports.filter(({ links: n }) => n > 0).map(({ department, links: n }) => [department, n])).toEqual([
      ['land', 5],
      ['tax', 13],
    ]);
  });

  it('are sound while they grow', async () => {
    const growing = Promise.all(Array.from({ length: 30 }, (_, n) => trail.record([readOf('emissions', n)])));
    for (let n = 0; n < 5; n += 1) expect((await verifyTrail(db, anchors, key)).flatMap(({ flaws }) => flaws)).toEqual([]);
    await growing;
  });
});

describe('a chain that somebody', () => {
  it.each([
    ['what', `update audit_event set detail = detail || '{"coordinates": []}' where department = 'tax' and sequence = 4`],
    ['who', `update audit_event set actor = '别人' where department = 'tax' and sequence = 4`],
    ['when', `update audit_event set at = at - interval '1 ms' where department = 'tax' and sequence = 4`],
    ['which deed', `update audit_event set action = 'READ_REFUSED' where department = 'tax' and sequence = 4`],
  ])('edited (%s) is found out', async (_, statement) => {
    expect(await after([statement])).toEqual([['tax', 4, 'EDITED']]);
  });

  it('edited and hashed anew breaks at the next link', async () => {
    const edited = { ...tax[3]!, actor: '别人' };
    expect(
      await after([
        ['update audit_event set actor = $1, hash = $2 where department = $3 and sequence = 4', [edited.actor, hashOf(edited, key), 'tax']],
      ]),
    ).toEqual([['tax', 5, 'UNLINKED']]);
  });

  it('took links out of is found out', async () => {
    expect(await after([`delete from audit_event where department = 'tax' and sequence in (4, 5)`])).toEqual([['tax', 4, 'REMOVED']]);
    expect(await after([`delete from audit_event where department = 'tax' and sequence = 1`])).toEqual([['tax', 1, 'REMOVED']]);
  });

  it('took links out of and closed up is found out', async () => {
    const found = await after([
      `delete from audit_event where department = 'tax' and sequence = 4`,
      `update audit_event set sequence = sequence - 1 where department = 'tax' and sequence > 4`,
    ]);
    expect(found[0]).toEqual(['tax', 4, 'UNLINKED']);
    expect(found.map(([, , kind]) => kind)).toEqual(expect.arrayContaining(['UNLINKED', 'EDITED', 'TRUNCATED']));
  });

  it('reordered is found out', async () => {
    const found = await after([
      `update audit_event set sequence = case sequence when 4 then 5 else 4 end where department = 'tax' and sequence in (4, 5)`,
    ]);
    expect(found.map(([, sequence]) => sequence)).toEqual(expect.arrayContaining([4, 5]));
    expect(found.map(([, , kind]) => kind)).toEqual(expect.arrayContaining(['UNLINKED', 'EDITED']));
  });

  it('cut the end off is found out by its head, or with the head by an anchor', async () => {
    expect(await after([`delete from audit_event where department = 'tax' and sequence > 10`])).toEqual([['tax', 11, 'TRUNCATED']]);
    const whole = rewritten('tax', tax.slice(0, 10));
    expect(await after(whole)).toEqual([]);
    expect(await after(whole, anchors)).toEqual([['tax', 11, 'TRUNCATED']]);
  });

  it('removed whole, head and all, is found out by an anchor', async () => {
    const gone = [`delete from audit_event where department = 'land'`, `delete from audit_head where department = 'land'`];
    expect(await after(gone, anchors)).toEqual([['land', 1, 'TRUNCATED']]);
  });

  it("swapped with another department's is found out in both", async () => {
    const found = await after([
      `update audit_event set department = 'swapping' where department = 'tax' and sequence = 4`,
      `update audit_event set department = 'tax' where department = 'land' and sequence = 4`,
      `update audit_event set department = 'land' where department = 'swapping'`,
    ]);
    for (const department of ['tax', 'land']) expect(found).toContainEqual([department, 4, 'EDITED']);
  });

  it('put back to an earlier end is found out by the newest anchors, and told to have none beyond the old ones', async () => {
    const old = [{ ...anchors.find(({ department }) => department === 'tax')!, sequence: 3, hash: tax[2]!.hash }];
    expect(await after(rewritten('tax', tax.slice(0, 5)), old)).toEqual([]);
    expect(await after(rewritten('tax', tax.slice(0, 5)), [...old, ...anchors])).toEqual([['tax', 6, 'TRUNCATED']]);
    expect((await verifyTrail(db, old, key)).find(({ department }) => department === 'tax')!.anchored!.sequence).toBe(3);
  });

  it('forked is found out', async () => {
    const [fork] = linked([{ ...readOf('tax', 99) }], new Map([['tax', tax[2]!]]), new Date(), key);
    const found = await after([inserted(fork!)]);
    expect(found).toContainEqual(['tax', 4, 'FORKED']);
    expect(found.every(([department]) => department === 'tax')).toBe(true);
  });

  it('rewrote from some link on, every hash and the head made anew, is found out by an anchor', async () => {
    const forged = tax.map((link, index) => (index === 5 ? { ...link, actor: '别人' } : link));
    const chain = linked(forged, new Map(), new Date(), key);
    expect(await after(rewritten('tax', chain))).toEqual([]);
    expect(await after(rewritten('tax', chain), anchors)).toEqual([['tax', 12, 'REWRITTEN']]);
  });

  it('gave another head is found out', async () => {
    expect(await after([`update audit_head set hash = repeat('a', 64) where department = 'tax'`])).toEqual([['tax', 13, 'HEAD_DIFFERS']]);
    expect(await after([`update audit_head set sequence = 20 where department = 'tax'`])).toEqual([['tax', 14, 'TRUNCATED']]);
    expect(await after([`delete from audit_head where department = 'tax'`])).toEqual([['tax', 13, 'HEAD_DIFFERS']]);
  });

  it('added to without moving its head is found out', async () => {
    const [more] = linked([readOf('tax', 50)], new Map([['tax', (await readHeads(db)).get('tax')!]]), new Date(), key);
    expect(await after([inserted(more!)])).toEqual([['tax', 14, 'HEAD_DIFFERS']]);
  });
});

describe('a long chain', () => {
  it('is walked whole, a fork between two reads of it included', async () => {
    const many = Array.from({ length: 4_500 }, (_, n) => readOf('utilities', n));
    await trail.record(many);
    const report = async () => (await verifyTrail(db, [], key)).find(({ department }) => department === 'utilities')!;
    expect(await report()).toMatchObject({ links: 4_500, flaws: [] });
    for (const n of [1_999, 2_000, 2_001, 4_500]) {
      const copy = `insert into audit_event select * from audit_event where department = 'utilities' and sequence = ${n}`;
      expect(await after([copy])).toEqual([['utilities', n, 'FORKED']]);
    }
  });
});
