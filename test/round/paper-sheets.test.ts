import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { read, utils, write } from '@e965/xlsx';
import { afterAll, describe, expect, it } from 'vitest';
import { Access } from '../../src/access/decide.js';
import { missingParts } from '../../src/access/decision.js';
import { sharingRegister } from '../../src/access/sharing.js';
import { declaredSchema } from '../../src/cli/access-basis.js';
import { consent } from '../../src/grants/table.js';
import { objection } from '../../src/round/objections/table.js';
import { readCode } from '../../src/round/sheets/code.js';
import { HEADER } from '../../src/round/sheets/page.js';
import { confirmation } from '../../src/round/sheets/table.js';
import { viewerFor } from '../../src/round/sheets/recipients.js';
import { post } from '../accounts/invited.js';
import { commandLine } from '../cli/command-line.js';
import { full } from '../full.js';
import { sampleServer, shippedGrants } from '../graphql/hub-server.js';

/* Sheets of a round of the sample county, on paper. */
const server = await sampleServer({ trustedProxies: ['127.0.0.1'] });
const folder = mkdtempSync(path.join(tmpdir(), 'muhub-sheets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const { rounds } = server.hub;
const office = { subject: 'office', role: 'evaluation_office' };
const CODE = '9133990100B59GK21U';
const settings = { DATABASE_URL: server.database.url, MUHUB_DATA_DIR: server.dataDir };
// A county without the grants of the sample.
const { muhub } = commandLine({ ...settings, MUHUB_COUNTY: '某县' });

const scheme = server.hub.schemes.find((each) => each.scheme.id === 'example-ratio-2024')!;
const terms = { deadlines: [], silence: 'CONFIRMED', noticeWorkdays: 0, approvalFirst: false, trial: true, document: '甲' } as const;
const { id } = await rounds.open(office, new Date(), { scheme, year: 2024, groups: full ? [] : ['above'], ...terms });
const early = await muhub('round', 'sheets', '--round', String(id), '--out', path.join(folder, 'early'));
for (const to of ['COLLECTING', 'CONFIRMING'] as const) await rounds.advance(office, new Date(), id, { to });

const handOut = async (name: string, more: readonly string[] = []) => {
  const { status, out, err } = await muhub('round', 'sheets', '--round', String(id), '--out', path.join(folder, name), '--json', ...more);
  expect([status, err]).toEqual([0, expect.stringMatching(/^(没有说明用途[^\n]*\n)?$/)]);
  return JSON.parse(out) as { sheets: number; files: { name: string; sheets: number; recipient: { kind: string; code: string } }[] };
};
const lines = (file: string, sheet: string) => {
  const book = read(readFileSync(path.join(folder, file)), { sheets: [sheet] });
  return utils.sheet_to_json<string[]>(book.Sheets[sheet]!, { header: 1, blankrows: true, defval: '' });
};
const { zone } = (await server.hub.readers.enterprises.directory((await rounds.now(id)).round.dataVersion!)).get(CODE)!;

describe('sheets on paper', () => {
  it('are a workbook a town or zone, with a worksheet an enterprise, each with a code of its own', async () => {
    expect(early).toMatchObject({ status: 1, err: expect.stringContaining('NOT_READY') as string });
    const made = await handOut('all');
    const { assessment } = (await rounds.graded(await rounds.now(id)))!;
    expect(made.sheets).toBe(assessment.results.filter(({ state }) => state !== 'NOT_EVALUATED').length);
    expect(readdirSync(path.join(folder, 'all')).sort()).toEqual(made.files.map(({ name }) => name).sort());
    for (const { name, sheets } of made.files) {
      const { SheetNames } = read(readFileSync(path.join(folder, 'all', name)), { bookSheets: true });
      expect(new Set(SheetNames)).toHaveProperty('size', sheets + 1);
    }
    const { rows } = await server.database.pool.query<{ code: string; credit_code: string }>('select code, credit_code from paper_sheet');
    expect([rows.length, new Set(rows.map(({ code }) => code)).size]).toEqual([made.sheets, made.sheets]);
    const printed = String(lines(`all/园区-${zone}.xlsx`, CODE)[2]![1]);
    expect(rows.find(({ credit_code: its }) => its === CODE)!.code).toBe(readCode(printed)!.digest);
    expect((await rounds.now(id)).events.at(-1)).toMatchObject({
      act: 'SHEETS_HANDED_OUT',
      detail: { sheets: made.sheets, department: null },
    });
  });

  it('hold the facts with unit, source file and line, room for answers, and the line of consent', () => {
    const its = lines(`all/园区-${zone}.xlsx`, CODE);
    expect(its[0]![1]).not.toBe('');
    expect(its[1]!.slice(0, 2)).toEqual(['统一社会信用代码', CODE]);
    expect(its[3]!.slice(0, 2)).toEqual(['同意公开口径', '']);
    expect(its[6]).toEqual([...HEADER]);
    const fact = (title: string) => its.find(([first]) => first === title)!;
    const files = '自然资源_宗地清单.xlsx a 第 1621 行；自然资源_宗地清单.xlsx a 第 1622 行';
    expect(fact('实际用地面积').slice(0, 4)).toEqual(['实际用地面积', '9.165405', '亩', files]);
    expect(its.slice(7).every((line) => line.slice(4).join('') === '')).toBe(true);
  });

  it('leave to a department what their recipient may not see, and it prints its own', async () => {
    const its = lines(`all/园区-${zone}.xlsx`, CODE);
    const value = (of: string[][], title: string) => of.find(([first]) => first === title)!.slice(1, 4);
    expect(value(its, '工业增加值')).toEqual(['由统计局另行送达', '万元', '']);
    await handOut('statistics', ['--department', 'statistics']);
    const own = lines(`statistics/园区-${zone}-statistics.xlsx`, CODE);
    expect(value(own, '工业增加值')[0]).toBe('408.89');
    expect(value(own, '实际用地面积')[0]).toBe('由自然资源和规划局另行送达');
  });

  it.each(['zone', 'town'] as const)('hold what is granted to a %s for the purpose, and only then', (kind) => {
    const register = sharingRegister(declaredSchema());
    const given = (county: string) => {
      const basis = { register, grants: shippedGrants(county).map(({ grant }) => grant), today: '2026-12-01', consents: new Set<string>() };
      const access = new Access(basis, viewerFor({ kind, code: '339901003' })!).of('FactSource.records');
      return (['tax', 'statistics', 'land', 'county'] as const).filter((part) => missingParts(access, [part]).length === 0);
    };
    expect([given('示例县'), given('某县')]).toEqual([['tax', 'statistics', 'land', 'county'], ['land']]);
  });

  it('are written whole or not at all, and over nothing', async () => {
    const before = (await rounds.now(id)).events.length;
    expect(await muhub('round', 'sheets', '--round', String(id), '--out', path.join(folder, 'all'))).toMatchObject({
      status: 1,
      err: expect.stringContaining(path.join(folder, 'all')) as string,
    });
    expect(readdirSync(folder).filter((name) => name.includes('part'))).toEqual([]);
    expect((await rounds.now(id)).events).toHaveLength(before);
  });
});

describe('whoever has a sheet', () => {
  const come = (sheet: string) => post(server, '/session', { sheet });
  const printed = () => String(lines(`all/园区-${zone}.xlsx`, CODE)[2]![1]);
  const wrong = (code: string) => `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`;

  it('is let in as its enterprise, until the objections of the round are decided', async () => {
    const { status, answer, cookie } = await come(printed().toLowerCase());
    expect([status, answer]).toEqual([200, expect.objectContaining({ role: 'enterprise', creditCode: CODE, purpose: '一企一单核对' })]);
    const who = async () => (await fetch(`${server.url}/session`, { headers: { cookie: cookie! } })).status;
    expect(await who()).toBe(200);
    const { rows } = await server.database.pool.query(`select detail from audit_event where action = 'SIGNED_IN'`);
    expect(rows).toEqual([{ detail: { sheet: readCode(printed())!.sheet, round: id, role: 'enterprise' } }]);
    await server.database.pool.query(`update round set phase = 'APPROVED' where id = $1`, [id]);
    try {
      expect([await who(), (await come(printed())).status]).toEqual([401, 401]);
    } finally {
      await server.database.pool.query(`update round set phase = 'CONFIRMING' where id = $1`, [id]);
    }
    expect((await come(printed())).status).toBe(200);
  });

  it('has five tries, then its code is locked for good, on record; alike for what was never printed', async () => {
    const book = read(readFileSync(path.join(folder, 'statistics', `园区-${zone}-statistics.xlsx`)));
    const code = String(book.Sheets[CODE]!['B3']!.v);
    const tries = await Promise.all([...Array(4)].map(() => come(wrong(code))));
    expect((await come(code)).status).toBe(200);
    const more = await Promise.all([...Array(5)].map(() => come(wrong(code))));
    const answers = [...tries, ...more, await come(code), await come('999999999-AAAA-AAAA-AAAA'), await come('abc')];
    expect(new Set(answers.map((each) => JSON.stringify([each.status, each.code, each.message])))).toHaveProperty('size', 1);
    expect(answers[0]).toMatchObject({ status: 401, message: expect.stringContaining('核对码不对') as string });
    const { rows } = await server.database.pool.query(`select detail from audit_event where action = 'SHEET_LOCKED'`);
    expect(rows).toEqual([{ detail: { sheet: readCode(code)!.sheet, round: id, failures: 5 } }]);
  });
});

describe('sheets that come back', () => {
  /** The sheet of an enterprise, filled in, in a file of its own. */
  const filled = (name: string, fill: (cells: Record<string, (text: string) => void>) => void, from = `all/园区-${zone}.xlsx`) => {
    const book = read(readFileSync(path.join(folder, from)), { sheets: ['说明', CODE] });
    const sheet = book.Sheets[CODE]!;
    const rows = lines(from, CODE);
    const at = (column: string, title: string) => `${column}${rows.findIndex(([first]) => first === title) + 1}`;
    const columns = { item: 'A', value: 'B', answer: 'E', claimed: 'F', reason: 'G' };
    fill(
      new Proxy({} as Record<string, (text: string) => void>, {
        get: (_, place: string) => (text: string) => {
          const [column, title] = place.split(' ') as [keyof typeof columns, string];
          sheet[at(columns[column], title)] = { t: 's', v: text };
        },
      }),
    );
    const file = path.join(folder, `${name}.xlsx`);
    writeFileSync(
      file,
      write({ SheetNames: ['说明', CODE], Sheets: { 说明: book.Sheets['说明']!, [CODE]: sheet } }, { type: 'buffer' }) as Buffer,
    );
    return file;
  };
  const take = async (...files: string[]) => {
    const { status, out, err } = await muhub('round', 'take', ...files, '--json');
    return { status, err, files: JSON.parse(out) as { sheets: { confirmed: number; contested: number; repeated: boolean }[] }[] };
  };
  const answered = (cells: Record<string, (text: string) => void>) => {
    cells['value 同意公开口径']!('√');
    cells['answer 行业代码']!('确认');
    cells['answer 实际用地面积']!(' 异议 ');
    cells['claimed 实际用地面积']!('8.5 亩');
    cells['reason 实际用地面积']!('不动产权证面积');
  };

  it('are refused by name, and nothing of them is taken', async () => {
    const { rows: before } = await server.database.pool.query('select count(*) from round_event');
    const refusals: [string, (cells: Record<string, (text: string) => void>) => void, RegExp][] = [
      ['unknown', (cells) => cells['value 核对码']!('99999-AAAA-AAAA-AAAA'), /未知的单/],
      ['other', (cells) => cells['value 统一社会信用代码']!('9133990144LEKL1AXK'), /与本页的统一社会信用代码不符/],
      ['apart', (cells) => cells['answer 工业增加值']!('确认'), /没有列出数值/],
      ['silent', (cells) => cells['answer 规上']!('异议'), /须写明主张和理由/],
      ['odd', (cells) => cells['answer 规上']!('大概'), /应为“确认”或“异议”/],
      ['renamed', (cells) => (cells['answer 行业代码']!('确认'), cells['item 行业代码']!('行业')), /"行业" 不在本单上/],
    ];
    const broken = path.join(folder, 'broken.xlsx');
    writeFileSync(broken, 'PK\u0003\u0004');
    const { status, err } = await take(...refusals.map(([name, fill]) => filled(name, fill)), broken);
    expect(status).toBe(1);
    for (const [name, , why] of [...refusals, ['broken', answered, /FILE_MALFORMED/] as const])
      expect(err.split('\n').filter((line) => line.includes(`${name}.xlsx`))[0]).toMatch(why);
    const once = filled('once', answered);
    await server.database.pool.query('update paper_sheet set data_version = data_version - 1 where credit_code = $1', [CODE]);
    expect((await take(once)).err).toMatch(/旧版/);
    await server.database.pool.query('update paper_sheet set data_version = data_version + 1 where credit_code = $1', [CODE]);
    expect((await server.database.pool.query('select count(*) from round_event')).rows).toEqual(before);
  });

  it('confirm, contest and consent as by the office for the enterprise; taken twice nothing happens, doubled is refused', async () => {
    const file = filled('answers', answered);
    const first = await take(file);
    expect([first.status, first.err]).toEqual([0, '']);
    expect(first.files[0]!.sheets).toEqual([expect.objectContaining({ confirmed: 1, contested: 1, consented: true, repeated: false })]);
    const { db } = server.database;
    expect(await db.select().from(confirmation)).toMatchObject([{ creditCode: CODE, onPaper: true }]);
    expect(await db.select().from(objection)).toMatchObject([
      { creditCode: CODE, kind: 'PARCEL', claimed: '8.5 亩', reason: '不动产权证面积', onPaper: true, owner: 'land' },
    ]);
    expect(await db.select().from(consent)).toMatchObject([{ creditCode: CODE, year: 2024, purpose: '亩均评价' }]);
    const before = (await rounds.now(id)).events;
    expect(before.at(-1)).toMatchObject({ act: 'SHEETS_TAKEN', role: 'evaluation_office', detail: { confirmed: 1, contested: 1 } });
    const again = await take(file);
    expect([again.status, again.files[0]!.sheets[0]!.repeated, (await rounds.now(id)).events.length]).toEqual([0, true, before.length]);
    const doubled = await take(file, filled('copy', answered));
    expect([doubled.status, doubled.err]).toEqual([1, expect.stringMatching(/copy\.xlsx.*重复.*answers\.xlsx/)]);
    const other = await take(filled('changed', (cells) => cells['answer 营业收入']!('')));
    expect([other.status, other.err]).toEqual([1, expect.stringContaining('所答与本页不同')]);
  });
});

describe('the code of a sheet', () => {
  it.each([
    ['12-7QK4-M2XD-9TBH', 12],
    ['12－7qk4—m2xd-9tbh', 12],
    [' 12-7QK4-M2XD-9TBH ', 12],
    ['7QK4-M2XD-9TBH', undefined],
    ['012-7QK4-M2XD-9TBH', undefined],
    ['', undefined],
  ])('is read as somebody writes it down: %s', (written, sheet) => {
    expect(readCode(written)?.sheet).toBe(sheet);
  });

  it('is the same with letters that were taken for digits', () => {
    expect(readCode('1-OIL0-0000-0000')).toEqual(readCode('1-0110-0000-0000'));
  });
});
