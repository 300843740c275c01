import { describe, expect, it } from 'vitest';
import { cellReader } from '../../src/handover/cell.js';
import type { ColumnDeclaration } from '../../src/handover/dataset.js';
import { measure } from '../../src/handover/column.js';
import type { CellMark } from '../../src/handover/sheet.js';
import { counts, readFile } from './county-datasets.js';
import { makeCreditCode, makeUnitCode } from './make-code.js';

const firm = makeCreditCode(1);
const known = { events: new Set<string>(), facts: new Set<string>() };
const share: Omit<ColumnDeclaration, 'label'> = measure('percent', '%');

/** What a cell says, or the codes of what is wrong with it. */
function said(column: Omit<ColumnDeclaration, 'label'>, text: string, mark?: CellMark, unit?: string): unknown {
  const codes: string[] = [];
  const value = cellReader({ label: '列', field: 'column', ...column }, unit, known)(text, (code) => codes.push(code), mark);
  const wrong = codes.filter((code) => code !== 'INVISIBLE_CHARACTERS');
  return wrong.length > 0 ? wrong.join(' ') : value;
}

describe('codes', () => {
  const code = { kind: 'code' } as const;

  it.each([
    ["'0012", '0012'],
    ['="0012"', '0012'],
    ['＝＂００１２＂', '0012'],
    ['\u202d0012\u202c', '0012'],
    ["'", null],
    ['=""', null],
    ['00\u00a012', '0012'],
    ['3.30102E+17', 'DIGITS_LOST'],
    ['3E+17', 'DIGITS_LOST'],
    ['2E10', '2E10'],
    ['330102199101010011', '330102199101010011'],
  ])('%j is %j', (text, expected) => expect(said(code, text)).toBe(expected));

  it('are whole where a number cell has no more than fifteen digits', () => {
    const number = { kind: 'number' } as const;
    expect(said(code, '339907123456789', number)).toBe('339907123456789');
    expect(said(code, '3399071234567890', number)).toBe('DIGITS_LOST');
    expect(said({ kind: 'identity' }, '330102199101010000', number)).toBe('DIGITS_LOST');
    expect(said({ kind: 'creditCode' }, '913399073622327000', number)).toBe('DIGITS_LOST');
    expect(said({ kind: 'unitCode' }, '3.31E+27')).toBe('UNIT_CODE_INVALID');
  });

  it.each([
    ['3484', '3484'],
    ['c34', '34'],
    ['C3484 机械', '3484'],
    ['3484机械', '3484'],
    ['T9700（国际组织）', '9700'],
    ['C3484 Machinery', '3484'],
    ['3', 'CODE_UNKNOWN'],
    ['34841', 'CODE_UNKNOWN'],
    ['U3484', 'CODE_UNKNOWN'],
    ['34.8', 'CODE_UNKNOWN'],
    ['机械', 'CODE_UNKNOWN'],
  ])('of an industry: %s is %s', (text, expected) => expect(said({ kind: 'industry' }, text)).toBe(expected));

  it.each([
    ['33990-A1', '33990-A1'],
    ['高新区', 'CODE_UNKNOWN'],
    ['3399 07', 'CODE_UNKNOWN'],
  ])('of a place: %s is %s', (text, expected) => expect(said({ kind: 'place' }, text)).toBe(expected));
});

describe('shares', () => {
  it.each([
    ['50%', undefined, '50'],
    ['５０％', '‰', '50'],
    ['50', '‰', '5'],
    ['50 %', undefined, '50'],
    ['%', undefined, 'NUMBER_INVALID'],
  ])('%s under %s are %s', (text, unit, expected) => expect(said(share, text, undefined, unit)).toBe(expected));

  it('are no numbers of another kind', () => {
    expect(said({ ...measure('persons', '人') }, '95%')).toBe('NUMBER_INVALID');
    expect(said({ kind: 'number' }, '95%')).toBe('NUMBER_INVALID');
  });
});

describe('what a spreadsheet could not work out', () => {
  it.each(['#N/A', '#DIV/0!', '#REF!', '#SPILL!', '#NAME?', 'Err:508', '#', '#######', '＃Ｎ／Ａ'])('%s', (text) => {
    expect(said({ kind: 'text' }, text)).toBe('CELL_ERROR');
    expect(said({ kind: 'creditCode', key: true }, text)).toBe('CELL_ERROR');
  });

  it.each(['#1厂', '#甲!', 'Err:5', '#na'])('but not %s', (text) => expect(said({ kind: 'text' }, text)).toBe(text));

  it('is a formula without a value, and none whose value is empty', () => {
    expect(said({ kind: 'number' }, '', { kind: 'not calculated' })).toBe('CELL_ERROR');
    expect(said({ kind: 'number' }, '')).toBeNull();
  });
});

it.each([
  ['是 √ ✓ ✔ Y y 1 Ｙ TRUE', true],
  ['否 × ✗ N n 0 ０ FALSE', false],
])('%s are %s', (texts, value) => {
  for (const text of texts.split(' ')) expect(said({ kind: 'boolean' }, text), text).toBe(value);
});

describe('characters that are not seen', () => {
  it('are dropped, of texts too, and said once a column', async () => {
    const rows = [`\u202d${firm}\u202c,甲\u00ad厂\u00a0一,2024,1\u200b1,2`, `\ufeff${makeCreditCode(2)},乙\u200b厂,2024,3,4`];
    const reading = await readFile(`统一社会信用代码,单位\u200b名称,年度,年平均职工人数,参保人数\n${rows.join('\n')}\n\u200b,\u00a0,,,\n`);
    expect(reading.accepted.map(({ values }) => [values['creditCode'], values['name'], values['averageStaff']])).toEqual([
      [firm, '甲厂 一', '11'],
      [makeCreditCode(2), '乙厂', '3'],
    ]);
    expect(counts(reading)).toEqual({ INVISIBLE_CHARACTERS: 3 });
    expect(reading.accepted[0]!.raw[1]).toBe('甲\u00ad厂\u00a0一');
    expect(reading.issues[0]!.message).toContain('\\u202d');
  });

  it('keep no line from being taken, and are no reason why one waits', async () => {
    const reading = await readFile(`统一社会信用代码,单位名称,年度,年平均职工人数,参保人数\n${firm},甲\u00ad,2024,多,2\n`);
    expect(reading.quarantined[0]!.issues.map(({ code }) => code)).toEqual(['NUMBER_INVALID']);
    expect(counts(reading)).toEqual({ NUMBER_INVALID: 1, INVISIBLE_CHARACTERS: 1 });
  });
});

it('a code that is not known is missing, and its line taken', async () => {
  const header = '统一社会信用代码,企业名称,行业代码,园区代码,镇街代码';
  const reading = await readFile(`${header}\n${firm},甲,制造业,高新区,3399 07\n`);
  expect(reading.accepted[0]!.values).toMatchObject({ industry: null, zone: null, town: null });
  expect(reading.issues).toMatchObject([{ code: 'CODE_UNKNOWN', severity: 'warning', found: '制造业' }, {}, {}]);
});

it('a unit code that came through a number is none', async () => {
  const reading = await readFile(`不动产单元代码,权利人名称,取得日期,宗地面积,坐落\n${makeUnitCode(1)},甲,,1,\n3.31E+27,甲,,1,\n`);
  expect(counts(reading)).toEqual({ UNIT_CODE_INVALID: 1 });
});
