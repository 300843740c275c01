import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { versionAt } from '../../src/db/data-version.js';
import type { Database } from '../../src/db/database.js';
import { openReaders } from '../../src/departments/readers.js';
import { freshDatabase } from '../database/fresh-database.js';
import { commandLine, type Ran } from './command-line.js';
import { dataFolder, forget } from './hub-process.js';

// Codes of a fictional county; both check digits hold.
const [PHARMACY, LATHES, SHIPYARD] = ['913399079BDH3J740M', '91339907BB3M00FL3N', '91339907B176ML560N'];

let folder: string;
let database: Database;
let muhub: (...args: string[]) => Promise<Ran>;

beforeAll(async () => {
  folder = await dataFolder();
  database = await freshDatabase('empty_hub');
  ({ muhub } = commandLine({ DATABASE_URL: database.url, MUHUB_DATA_DIR: folder }));
});
afterAll(() => forget(folder));

const HEADER = '统一社会信用代码,单位名称,年度,年平均职工人数,参保人数';
async function intake(name: string, ...lines: string[]) {
  const file = path.join(folder, 'in', name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, [HEADER, ...lines].join('\n'));
  const { out } = await muhub('intake', file, '--json');
  const [report] = JSON.parse(out) as [{ status: string; issues: Record<string, number> }];
  return report;
}

async function staff(version?: number) {
  const records = await openReaders(database.db).employment.year(version ?? (await versionAt(database.db)), 2024);
  return Object.fromEntries([...records].map(([code, { averageStaff }]) => [code, averageStaff?.toString()]));
}

async function lastId(): Promise<string> {
  const { rows } = await database.pool.query<{ id: string }>('select max(id) as id from handover');
  return rows[0]!.id;
}

const RIGHT = [`${PHARMACY},回春药厂,2024,70,69`, `${LATHES},归雁机床厂,2024,30,30`];
const WRONG = [`${PHARMACY},回春药厂,2024,7,6`, `${LATHES},归雁机床厂,2024,3,3`];

describe('the same bytes', () => {
  it('are a retry while all of them is in force, and are taken again once something superseded them', async () => {
    const known = { UNKNOWN_ENTERPRISE: 2 };
    expect(await intake('right.csv', ...RIGHT)).toMatchObject({ status: 'accepted', issues: known });
    expect(await intake('other.csv', `${SHIPYARD},邻渡船厂,2023,9,9`)).toMatchObject({ status: 'accepted' });
    expect(await intake('right.csv', ...RIGHT)).toMatchObject({ status: 'already_received', issues: { ALREADY_RECEIVED: 1 } });
    expect(await intake('wrong.csv', ...WRONG)).toMatchObject({ status: 'accepted', issues: known });
    expect(await intake('right.csv', ...RIGHT)).toMatchObject({ status: 'accepted', issues: known });
    expect(await staff()).toEqual({ [PHARMACY]: '70', [LATHES]: '30' });
  });
});

describe('muhub intake retract', () => {
  it('makes a handover one that never was, from a version of its own on', async () => {
    await intake('slip.csv', `${PHARMACY},回春药厂,2024,700,69`, `${LATHES},归雁机床厂,2024,很多,30`);
    const [id, before] = [await lastId(), await versionAt(database.db)];
    expect(await staff()).toMatchObject({ [PHARMACY]: '700' });
    const { status, out } = await muhub('intake', 'retract', id, '--reason', '多写了一个零');
    expect(status).toBe(0);
    expect(out).toBe(`已撤回第 ${id} 号报送《slip.csv》（employment.annual，接收 1 行），数据版本 ${before + 1}；关闭隔离行 1 行\n`);
    expect(await staff()).toEqual({ [PHARMACY]: '70', [LATHES]: '30' });
    expect(await staff(before)).toMatchObject({ [PHARMACY]: '700' });
  });

  it('closes its quarantine, and is on record with who, when and why', async () => {
    const id = await lastId();
    const { rows: lines } = await database.pool.query('select state, reason from quarantine where handover_id = $1', [id]);
    expect(lines).toEqual([{ state: 'RETRACTED', reason: '多写了一个零' }]);
    const { rows } = await database.pool.query(`select actor, department, detail from audit_event where action = 'HANDOVER_RETRACTED'`);
    expect(rows).toMatchObject([{ department: 'employment', detail: { handoverId: Number(id), quarantineClosed: 1 } }]);
    expect((rows as { actor: string }[])[0]!.actor).toMatch(/^cli:/);
  });

  it('refuses in words what is not there, was taken back or refused, or has no reason', async () => {
    const id = await lastId();
    const again = await muhub('intake', 'retract', id, '--reason', '再来');
    expect(again.status).toBe(1);
    expect(again.err).toMatch(new RegExp(`第 ${id} 号报送《slip\\.csv》已由 cli:.+ 于 \\d{4}.+撤回（理由：多写了一个零），不能再次撤回`));
    expect(await muhub('intake', 'retract', '99999', '--reason', '无')).toMatchObject({
      status: 1,
      err: expect.stringContaining('没有第 99999 号报送'),
    });
    const blank = await muhub('intake', 'retract', String(Number(id) - 1), '--reason', ' ');
    expect(blank).toMatchObject({ status: 1, err: expect.stringContaining('理由不能为空') });
    expect(await muhub('intake', 'retract', '1')).toMatchObject({ status: 2 });
    expect(await muhub('intake', 'retract', 'x', '--reason', '无')).toMatchObject({ status: 2 });
  });

  it('lets the same bytes be handed in again', async () => {
    const lines = [`${PHARMACY},回春药厂,2024,700,69`, `${LATHES},归雁机床厂,2024,很多,30`];
    expect(await intake('slip.csv', ...lines)).toMatchObject({ status: 'accepted' });
    await muhub('intake', 'retract', await lastId(), '--reason', '仍是错的');
    expect(await intake('right.csv', ...RIGHT)).toMatchObject({ status: 'already_received' });
  });

  it('undoes an enterprise that only the file knew, and keeps one that another file names', async () => {
    await intake('ship.csv', `${SHIPYARD},邻渡船厂,2024,9,9`);
    await muhub('intake', 'retract', '1', '--reason', '试'); // right.csv, that created the other two
    const { enterprises } = openReaders(database.db);
    const known = await enterprises.directory(await versionAt(database.db));
    expect([...known.creditCodes].sort()).toEqual([SHIPYARD, PHARMACY, LATHES].sort());
    expect(known.get(PHARMACY!)).toMatchObject({ name: '回春药厂', registered: false });
    await muhub('intake', 'retract', '2', '--reason', '试'); // other.csv, that created the shipyard
    await muhub('intake', 'retract', await lastId(), '--reason', '试');
    const fewer = await openReaders(database.db).enterprises.directory(await versionAt(database.db));
    expect([...fewer.creditCodes].sort()).toEqual([PHARMACY, LATHES].sort());
  });
});

describe('a file that holds far fewer rows', () => {
  const codes = ['913399077L5H2HHJ3H', '91339907J1C9CBM75H', '91339907BL62G0D42P', '91339907A8BAF66G95', '91339907L14D584L2Q'];
  const line = (year: number, staffed: number) => (code: string) => `${code},厂,${year},${staffed},1`;

  it('says so, by the year, of the last handover with which it shares a key', async () => {
    expect((await intake('all.csv', ...codes.map(line(2021, 10)))).issues).toEqual({ UNKNOWN_ENTERPRISE: 5 });
    expect((await intake('most.csv', ...codes.slice(0, 3).map(line(2021, 11)))).issues).toEqual({ UNKNOWN_ENTERPRISE: 3 });
    expect((await intake('one.csv', ...codes.slice(0, 1).map(line(2021, 12)))).issues).toEqual({ FEWER_ROWS: 1, UNKNOWN_ENTERPRISE: 1 });
    expect((await intake('rest.csv', ...codes.slice(3, 5).map(line(2021, 12)))).issues).toEqual({ FEWER_ROWS: 1, UNKNOWN_ENTERPRISE: 2 });
    expect((await intake('year.csv', ...codes.slice(0, 1).map(line(2020, 9)))).issues).toEqual({ UNKNOWN_ENTERPRISE: 1 });
    const both = [...codes.map(line(2022, 1)), ...codes.map(line(2023, 1))];
    await intake('both.csv', ...both);
    const { issues } = await intake('few-of-both.csv', line(2022, 2)(codes[0]!), line(2023, 2)(codes[0]!));
    expect(issues).toEqual({ FEWER_ROWS: 2, UNKNOWN_ENTERPRISE: 2 });
  });

  it('tells which handover, of how many rows, and who looks at it', async () => {
    const { rows } = await database.pool.query<{ message: string }>(
      `select message from handover_issue where code = 'FEWER_ROWS' order by id`,
    );
    expect(rows[0]!.message).toMatch(
      /^one\.csv：主键不到上次报送的一半（2021 年度上次报送《most\.csv》（编号 \d+）有 3 行，本文件只有其中 1 行）；文件已接收，请核对是否漏报。请人力资源和社会保障局更正。$/,
    );
  });
});
