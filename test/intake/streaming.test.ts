import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.js';
import { openHandover } from '../../src/handover/read-handover.js';
import { receiveAll } from '../../src/intake/receive-all.js';
import { recordSets } from '../../src/intake/record-sets.js';
import { freshDatabase } from '../database/fresh-database.js';
import { full } from '../full.js';
import { statementsOf } from '../graphql/hub-server.js';
import { makeCreditCode } from '../handover/make-code.js';

const declared = { eventCodes: new Set<string>(), facts: new Map() };
const datasets = [...recordSets.values()].map(({ dataset }) => dataset);
let database: Database;

beforeAll(async () => {
  database = await freshDatabase('empty_hub');
});

const lineOf = (n: number, year: number, paid: number | string = n) => `${makeCreditCode(n)},"企业,${n}",${year},${paid},`;
const linesOf = (count: number, year: number) => Array.from({ length: count }, (_, n) => lineOf(n, year));
const tax = (lines: readonly string[]) => Buffer.from(['统一社会信用代码,纳税人名称,年度,增值税净入库,返还金额', ...lines, ''].join('\n'));
const register = (count: number) =>
  Buffer.from(
    ['统一社会信用代码,企业名称,园区代码', ...Array.from({ length: count }, (_, n) => `${makeCreditCode(n)},甲,1`), ''].join('\n'),
  );

async function receive(bytes: Uint8Array, fileName = 'file.csv') {
  const intake = { db: database.db, declared, actor: 'test' };
  const [report] = await receiveAll(intake, [fileName], async () => ({ fileName, bytes }));
  return report!;
}

async function open(bytes: Uint8Array) {
  const opened = await openHandover({ fileName: 'file.csv', bytes, datasets, ...declared });
  if (opened.status === 'refused') throw new Error('refused');
  return opened;
}

describe('a file that is read', () => {
  it('gives rows before it is read to its end, never many at a time, and lets others have their turn', async () => {
    let turns = 0;
    let stopped = false;
    const count = () => {
      turns += 1;
      if (!stopped) setImmediate(count);
    };
    const sizesOf = async (rows: number) => {
      const sizes: number[] = [];
      for await (const { accepted } of (await open(tax(linesOf(rows, 2024)))).blocks()) sizes.push(accepted.length);
      return sizes;
    };
    const small = await sizesOf(5_000);
    setImmediate(count);
    const large = await sizesOf(20_000);
    stopped = true;
    expect(large.reduce((sum, size) => sum + size, 0)).toBe(20_000);
    expect(Math.max(...large)).toBeLessThan(1.2 * Math.max(...small));
    expect(turns).toBeGreaterThanOrEqual(large.length - 1);

    const blocks = (await open(tax([...linesOf(20_000, 2024), '"never closed']))).blocks();
    expect((await blocks.next()).value).toMatchObject({ quarantined: [], issues: [] });
    await expect(async () => {
      for await (const _ of blocks);
    }).rejects.toThrow('FILE_MALFORMED');
  });
});

describe('a file that is taken', () => {
  beforeAll(async () => {
    await receive(register(25_000), 'register.csv');
  });

  it('costs the statements of its batches, not of its rows', async () => {
    const statements = async (rows: number, year: number) => (await statementsOf(() => receive(tax(linesOf(rows, year))))).length;
    const once = await statements(2_000, 2001);
    expect(await statements(9_000, 2002)).toBe(once);
    expect(await statements(25_000, 2003)).toBeLessThanOrEqual(once + 2 * 3);
  });

  it('looks for what many rows supersede all at once, whatever the planner knows of the table', async () => {
    await receive(tax([lineOf(1, 2005)]));
    await database.pool.query('analyze tax_payment');
    const statements = await statementsOf(() => receive(tax(linesOf(5_000, 2005))));
    const order = statements.flatMap((text) => /enable_nestloop = o(?:ff|n)|set superseded|carried = /.exec(text)?.[0] ?? []);
    const atOnce = (work: string) => ['enable_nestloop = off', work, 'enable_nestloop = on'];
    // Its header lacks columns.
    expect(order).toEqual([...atOnce('carried = '), ...atOnce('set superseded')]);
  });

  it('leaves nothing where it breaks off after many rows, but its refusal', async () => {
    const report = await receive(tax([...linesOf(25_000, 2006), '"never closed']), 'broken.csv');
    expect(report).toMatchObject({ status: 'refused', dataset: 'tax.payments', rows: 0, issueCounts: { FILE_MALFORMED: 1 } });
    const { rows } = await database.pool.query(
      `select (select count(*) from tax_payment where year = 2006) as taken, (select array_agg(status) from handover where file_name = 'broken.csv') as status`,
    );
    expect(rows).toEqual([{ taken: 0, status: ['refused'] }]);
  });

  it('is settled in the end where a late row repeats or contradicts an early one', async () => {
    const lines = [
      ...linesOf(12_000, 2007),
      lineOf(99_999, 2007, 1),
      lineOf(0, 2007),
      lineOf(1, 2007, 'x'),
      lineOf(2, 2007, 7),
      lineOf(99_999, 2007, 2),
    ];
    const report = await receive(tax(lines), 'late.csv');
    expect(report).toMatchObject({ rows: 12_005, accepted: 11_999, quarantined: 5, skipped: 1 });
    expect(report.issueCounts).toEqual({ COLUMN_ABSENT: 6, DUPLICATE_SAME: 1, DUPLICATE_CONFLICT: 4, NUMBER_INVALID: 1 });
    expect(report.issues.filter(({ line }) => line).map(({ code, line }) => [code, line])).toEqual([
      ['DUPLICATE_CONFLICT', 4],
      ['DUPLICATE_CONFLICT', 12_002],
      ['DUPLICATE_SAME', 12_003],
      ['NUMBER_INVALID', 12_004],
      ['DUPLICATE_CONFLICT', 12_005],
      ['DUPLICATE_CONFLICT', 12_006],
    ]);
    const { rows } = await database.pool.query(
      `select (select array_agg(line order by line) from quarantine q where q.handover_id = h.id) as waiting,
        (select count(*) from tax_payment t where t.handover_id = h.id) as taken, accepted,
        (select count(*) from tax_payment t where t.handover_id = h.id and line in (4, 12002)) as withdrawn
       from handover h where file_name = 'late.csv'`,
    );
    expect(rows).toEqual([{ waiting: [4, 12_002, 12_004, 12_005, 12_006], taken: 11_999, accepted: 11_999, withdrawn: 0 }]);
  });

  it('is told in part where there is too much to tell, and on record whole', async () => {
    const report = await receive(tax(Array.from({ length: 1_500 }, (_, n) => lineOf(n, 2008, 'x'))), 'bad.csv');
    expect(report.issueCounts).toEqual({ COLUMN_ABSENT: 6, NUMBER_INVALID: 1_500 });
    expect(report.issues.filter(({ line }) => line)).toHaveLength(1_000);
    const { rows } = await database.pool.query(
      `select count(*) as issues from handover_issue i join handover h on h.id = i.handover_id where file_name = 'bad.csv' and line is not null`,
    );
    expect(rows).toEqual([{ issues: 1_500 }]);
  });

  it.runIf(full)('keeps within 300 MB above idle, a million rows', async () => {
    const bytes = tax(linesOf(1_000_000, 2010));
    globalThis.gc?.();
    const idle = process.memoryUsage.rss();
    let peak = idle;
    const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
    try {
      expect(await receive(bytes)).toMatchObject({ status: 'accepted', accepted: 1_000_000 });
    } finally {
      clearInterval(sampling);
    }
    expect(peak - idle + bytes.length).toBeLessThan(300e6);
  });
});
