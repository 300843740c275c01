import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { versionAt } from '../../src/db/data-version.js';
import type { Database } from '../../src/db/database.js';
import { openReaders } from '../../src/departments/readers.js';
import { receiveAll, rehearse, type Intake } from '../../src/intake/receive-all.js';
import { reportJson } from '../../src/intake/report.js';
import { freshDatabase } from '../database/fresh-database.js';
import { makeCreditCode } from '../handover/make-code.js';
import { makeWorkbook, rowsOf, type MadeSheet } from '../handover/make-workbook.js';

let database: Database;
let intake: Intake;
let made = 0;

beforeAll(async () => {
  database = await freshDatabase('empty_hub');
  intake = { db: database.db, declared: { eventCodes: new Set(), facts: new Map() }, actor: 'test' };
});
beforeEach(() => (made += 1));

const code = (n = 1): string => makeCreditCode(made * 1000 + n);
const HEADER = ['统一社会信用代码', '单位名称', '年度', '年平均职工人数', '参保人数'];
const staff = (lines = 1, behind = ''): MadeSheet => {
  const rows = Array.from({ length: lines }, (_, i) => [code(i + 1), '甲', 2024, 3, 2]);
  return { name: '用工', rows: rowsOf([HEADER, ...rows]) + behind };
};
const register: MadeSheet = {
  name: '名录',
  rows: rowsOf([
    ['统一社会信用代码', '企业名称', '园区代码'],
    [code(), '甲', 1],
  ]),
};
const meters = (unit: string): MadeSheet => ({
  name: '用电',
  rows: rowsOf([
    ['统一社会信用代码', '户号', '年度', `用电量(${unit})`, '用水量'],
    [code(), 'A1', 2024, 5, 1],
  ]),
});

function load(...sheets: readonly MadeSheet[]): () => Promise<{ fileName: string; bytes: Uint8Array }> {
  const bytes = makeWorkbook(sheets);
  return () => Promise.resolve({ fileName: '一套.xlsx', bytes });
}

async function take(...sheets: readonly MadeSheet[]): Promise<object[]> {
  return (await receiveAll(intake, ['f'], load(...sheets))).map((report) => {
    const { dataset, status, rows, issues } = reportJson(report);
    return [dataset, status, rows, issues];
  });
}

/** What is known of an enterprise's staff. */
async function known(): Promise<unknown> {
  const records = await openReaders(database.db).employment.year(await versionAt(database.db), 2024);
  return records.get(code())?.averageStaff?.toString();
}

describe('a workbook of several datasets', () => {
  it('is taken as one handover for each, the register first, and once', async () => {
    const sheets = [staff(), { ...register, rows: register.rows!.replace(/9133\w+/, code()) }, meters('万kWh')];
    expect(await rehearse(intake, ['f'], load(...sheets))).toHaveLength(3);
    expect(await known()).toBeUndefined();
    expect(await take(...sheets)).toEqual([
      ['enterprise.register', 'accepted', 1, { COLUMN_ABSENT: 5 }],
      ['employment.annual', 'accepted', 1, {}],
      ['utilities.annual', 'accepted', 1, {}],
    ]);
    expect(await known()).toBe('3');
    expect(await take(...sheets)).toEqual(
      ['enterprise.register', 'employment.annual', 'utilities.annual'].map((each) => [
        each,
        'already_received',
        0,
        { ALREADY_RECEIVED: 1 },
      ]),
    );
  });

  it('is taken whole or not at all: refused for each dataset with an error of its own', async () => {
    const version = await versionAt(database.db);
    expect(await take(staff(), meters('亩'))).toEqual([['utilities.annual', 'refused', 0, { UNIT_MISMATCH: 1 }]]);
    const doubled: MadeSheet = { name: '又', rows: rowsOf([[...HEADER, '参保人数']]) };
    expect(await take(doubled, meters('亩'))).toEqual([
      ['employment.annual', 'refused', 0, { COLUMN_DOUBLED: 1 }],
      ['utilities.annual', 'refused', 0, { UNIT_MISMATCH: 1 }],
    ]);
    expect([await known(), await versionAt(database.db)]).toEqual([undefined, version]);
  });

  it('is not taken where its last lines cannot be read, whatever came before them', async () => {
    const version = await versionAt(database.db);
    const cut = staff(40, '<row><c t="s"><v>9</v></c></row>');
    expect(await take(meters('万kWh'), cut)).toEqual([['employment.annual', 'refused', 0, { FILE_MALFORMED: 1 }]]);
    expect([await known(), await versionAt(database.db)]).toEqual([undefined, version]);
    expect(await take(staff())).toEqual([['employment.annual', 'accepted', 1, { UNKNOWN_ENTERPRISE: 1 }]]);
  });
});
