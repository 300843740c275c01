import { mkdtempSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { buildSchema, isObjectType } from 'graphql';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { readHeads } from '../../src/audit/append.js';
import type { ReadDetail } from '../../src/audit/event.js';
import { AuditTrail } from '../../src/audit/trail.js';
import { verifyTrail } from '../../src/audit/verify.js';
import { testKey } from '../database/keyed.js';
import type { DepartmentId } from '../../src/grading/fact.js';
import { readSdl } from '../../src/graphql/sdl.js';
import { freshDatabase } from '../database/fresh-database.js';
import { chainKeyPlace } from '../database/keyed.js';
import { commandLine } from './command-line.js';
import { full } from '../full.js';

const database = await freshDatabase('sample_hub');
const dataDir = mkdtempSync(path.join(tmpdir(), 'muhub-reading-'));
const OF_2024 = ['--scheme', 'example-ratio-2024', '--year', '2024'];
const ONE = '913399011EFA80BJ4T';
const DEPARTMENTS = ['county', 'emissions', 'employment', 'land', 'register', 'statistics', 'tax', 'utilities'];

const settings = { DATABASE_URL: database.url, MUHUB_DATA_DIR: dataDir };
const { muhub, printed } = commandLine(settings);

/** What the chains gained while a command ran, by department. */
async function gained(work: () => Promise<unknown>): Promise<Record<string, { actor: string; action: string; detail: ReadDetail }[]>> {
  const heads = await readHeads(database.db);
  await work();
  const { rows } = await database.pool.query<{
    department: DepartmentId;
    sequence: number;
    actor: string;
    action: string;
    detail: ReadDetail;
  }>('select * from audit_event order by department, sequence');
  const fresh = rows.filter(({ department, sequence }) => sequence > (heads.get(department)?.sequence ?? 0));
  return Object.fromEntries(
    DEPARTMENTS.map((id) => [id, fresh.filter(({ department }) => department === id)]).filter(([, its]) => its!.length > 0),
  ) as never;
}

describe('a command that reads records', () => {
  const commands: [string, string[], string[]][] = [
    ['grade', OF_2024, DEPARTMENTS],
    ['grade', [...OF_2024, '--against', 'example-minmax-2024'], DEPARTMENTS],
    ['landtax findings', ['--year', '2024'], ['county', 'land', 'register', 'tax']],
    ['landtax findings', ['--year', '2024', '--scheme', 'example-ratio-2024'], DEPARTMENTS],
    ['landtax ledger', OF_2024, DEPARTMENTS],
    ['landtax yield', OF_2024, DEPARTMENTS],
    ['landtax overdue', [], ['county', 'land', 'register', 'tax']],
    ['publications', [], ['county']],
    ['access matrix', [], ['county']],
  ];

  it.each(commands.filter((_, at) => full || at % 2 === 0))('leaves one record a department: %s %s', async (command, args, departments) => {
    const evaluating = commandLine({ ...settings, MUHUB_PURPOSE: '年度评价' });
    const found = await gained(() => evaluating.printed(...command.split(' '), ...args));
    expect(Object.keys(found)).toEqual(departments);
    for (const its of Object.values(found)) {
      expect(its).toHaveLength(1);
      expect(its[0]).toMatchObject({
        actor: `cli:${userInfo().username}`,
        action: 'READ',
        detail: {
          role: 'operator',
          purpose: '年度评价',
          operation: `muhub ${command}`,
          client: 'cli',
          document: null,
          errors: [],
          withheld: [],
        },
      });
    }
  });

  it('says of how many enterprises, and a keyed digest of which', async () => {
    const { tax } = await gained(() => printed('grade', ...OF_2024, '--purpose', '核对公示名单'));
    expect(tax![0]!.detail).toMatchObject({
      purpose: '核对公示名单',
      enterprises: 1201,
      enterprisesDigest: expect.stringMatching(/^hmac-sm3:/),
      coordinates: ['Grade.class', 'Grade.rank', 'Grade.total'],
    });
    const one = await gained(() => printed('grade', ...OF_2024, '--explain', ONE));
    expect(one.tax![0]!.detail).toMatchObject({ enterprises: 1, coordinates: expect.arrayContaining(['IndicatorResult.value']) });
    expect(JSON.stringify(one)).not.toContain(ONE);
  });

  it('names fields of the graph', async () => {
    const schema = buildSchema(readSdl().join('\n'));
    const { rows } = await database.pool.query<{ coordinate: string }>(
      `select distinct jsonb_array_elements_text(detail->'coordinates') as coordinate from audit_event where detail->>'role' = 'operator'`,
    );
    expect(rows.length).toBeGreaterThan(10);
    const unknown = rows.filter(({ coordinate }) => {
      const [type, field] = coordinate.split('.') as [string, string];
      const found = schema.getType(type);
      return !isObjectType(found) || !(field in found.getFields());
    });
    expect(unknown).toEqual([]);
  });

  it('is told that no purpose was given, and prints the same', async () => {
    const [without, with_] = [
      await muhub('grade', ...OF_2024, '--format', 'csv'),
      await muhub('grade', ...OF_2024, '--format', 'csv', '--purpose', '核查'),
    ];
    expect(without.err).toContain('没有说明用途');
    expect(with_.err).not.toContain('没有说明用途');
    expect(without.out).toBe(with_.out);
  });

  it('leaves a record of its refusal', async () => {
    const { county, ...others } = await gained(() => muhub('grade', ...OF_2024, '--explain', '913399011EFA80BJ4X'));
    expect(others).toEqual({});
    expect(county).toEqual([
      expect.objectContaining({
        action: 'READ_REFUSED',
        detail: expect.objectContaining({ operation: 'muhub grade', errors: ['BAD_USER_INPUT'] }),
      }),
    ]);
  });

  it('shares the chains with a hub that runs', async () => {
    const trail = await AuditTrail.open({ ...chainKeyPlace(), url: database.url, dataDir, onTrouble: () => undefined });
    const event = { actor: 'test', action: 'READ' as const, department: 'tax' as const, detail: {} };
    await trail.record([event]);
    await printed('landtax', 'findings', '--year', '2024');
    await trail.record([event]);
    await trail.close();
    expect((await verifyTrail(database.db, [], await testKey())).flatMap(({ flaws }) => flaws)).toEqual([]);
  });
});

describe('what reads no record', () => {
  it.each([
    ['scheme check schemes/example-county/ratio-2024.yaml'],
    ['scheme show example-ratio-2024'],
    ['scheme diff huangyan-2021 huangyan-2022'],
    ['access catalogue --format csv'],
    ['access matrix --shipped'],
    ['audit verify'],
    ['audit anchor'],
  ])('leaves none: %s', async (command) => {
    expect(await gained(() => printed(...command.split(' ')))).toEqual({});
  });
});

describe('nothing is printed that cannot be put on record', () => {
  const admin = new pg.Client({ connectionString: database.url });
  afterAll(() => admin.end());

  it('because the table is locked', async () => {
    await admin.connect();
    await admin.query('begin');
    await admin.query('lock table audit_event in access exclusive mode');
    const { status, out, err } = await muhub('landtax', 'findings', '--year', '2024');
    expect([status, out]).toEqual([1, '']);
    expect(err).toContain('审计记录写不进去，结果不予输出');
    expect(err).not.toContain('insert');
    await admin.query('rollback');
  });

  it('because the database takes no records', async () => {
    await admin.query(`alter table audit_event add constraint closed check (action <> 'READ') not valid`);
    expect(await muhub('publications')).toMatchObject({ status: 1, out: '' });
    await admin.query('alter table audit_event drop constraint closed');
    expect(await muhub('publications')).toMatchObject({ status: 0 });
  });
});
