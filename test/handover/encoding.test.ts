import { readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/handover/limits.js';
import { counts, readFile } from './county-datasets.js';
import { makeCreditCode } from './make-code.js';

const firm = makeCreditCode(1);
const text = `统一社会信用代码,单位名称,年度,参保人数,年平均职工人数\n${firm},甲厂,2024,2,3\n`;
const gb = (content: string): Buffer => iconv.encode(content, 'gb18030');

describe('encodings', () => {
  it.each([
    ['UTF-8', Buffer.from(text), {}],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`), {}],
    ['GB18030', gb(text), { ENCODING_GB18030: 1 }],
    ['GB18030 with a four-byte character', gb(text.replace('甲', '㐂𠀀')), { ENCODING_GB18030: 1 }],
  ])('%s is read', async (_name, bytes, issues) => {
    const reading = await readFile(bytes);
    expect(reading).toMatchObject({ status: 'read', rows: 1, labels: text.split('\n')[0]!.split(',') });
    expect(counts(reading)).toEqual(issues);
  });

  it('is GB18030 where the bytes happen to be UTF-8 but the header is not', async () => {
    const header = gb('统一社会信用代码,单位名称,年度,参保人数,年平均职工人数\n');
    expect(counts(await readFile(header))).toEqual({ ENCODING_GB18030: 1 });
  });

  it('says of a refused file what refuses it and no more', async () => {
    expect(counts(await readFile(gb(text.replace('参保人数', '参保人数(吨)'))))).toEqual({ UNIT_MISMATCH: 1 });
  });

  it.each([
    ['bytes of neither', Buffer.from([0xff, 0xfe, 0xff, 0xff, 0x80, 0x80])],
    ['UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le')],
    ['a NUL', Buffer.from(text.replace('甲', '\0'))],
    ['UTF-8 with a mark and a damaged byte', Buffer.concat([Buffer.from(`\uFEFF${text}`), Buffer.from([0xb0, 0xa1])])],
    ['UTF-8 damaged below the header', Buffer.concat([Buffer.from(text), Buffer.from('甲乙').subarray(0, 4)])],
    ['UTF-8 damaged in the header', Buffer.concat([Buffer.from('统一社会'), Buffer.from([0xb0, 0xa1]), Buffer.from('代码\n')])],
    ['private characters alone', Buffer.from([0xaa, 0xa1, 0xaa, 0xa2, 0x0a])],
    ['the damaged sample', readFileSync('sample/files/拒收_坏编码.csv')],
  ])('%s is refused', async (_name, bytes) => {
    const reading = await readFile(bytes);
    expect(reading).toMatchObject({ status: 'refused', dataset: undefined, rows: 0 });
    expect(counts(reading)).toEqual({ ENCODING_INVALID: 1 });
  });

  it('says that a readable GB18030 file lacks a header, not that its encoding is wrong', async () => {
    expect(counts(await readFile(gb('单位名称,年度,年平均职工人数\n甲,2024,3\n')))).toEqual({ HEADER_NOT_RECOGNISED: 1 });
  });
});

describe('broken files', () => {
  it('with an open quote are refused, under the dataset where its header came first', async () => {
    expect(await readFile(`${text}${firm},"乙,2024,2,3\n`)).toMatchObject({
      dataset: 'employment.annual',
      issues: [{ code: 'FILE_MALFORMED' }],
    });
    expect(await readFile(`"题\n${text}`)).toMatchObject({ dataset: undefined, issues: [{ code: 'FILE_MALFORMED' }] });
  });

  it('keep a quote in the middle of a name', async () => {
    expect((await readFile(text.replace('甲厂', '12"管厂'))).accepted[0]!.values['name']).toBe('12"管厂');
  });

  it('are refused above the limits', async () => {
    const limits = { ...DEFAULT_LIMITS, bytes: 1000, lines: 2 };
    expect((await readFile(text, { limits })).status).toBe('read');
    expect(counts(await readFile(`${text}x\n`, { limits }))).toEqual({ FILE_TOO_LARGE: 1 });
    expect(counts(await readFile(text.padEnd(1001), { limits }))).toEqual({ FILE_TOO_LARGE: 1 });
  });
});
