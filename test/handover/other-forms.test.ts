import { utils, write } from '@e965/xlsx';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { counts, readFile, readWholly } from './county-datasets.js';
import { makeCreditCode } from './make-code.js';

const [FIRST, SECOND] = [makeCreditCode(1), makeCreditCode(2)];
const HEADER = ['统一社会信用代码', '纳税人名称', '年度', '增值税净入库', '房产税'];
const ROWS = [HEADER, [FIRST!, '甲', '2024', '1', '2'], [SECOND!, '乙', '2024', '3', '4']];
const csv = (rows: readonly (readonly string[])[], separator = ',') => rows.map((row) => row.join(separator)).join('\r\n');
const book = (rows: readonly (readonly unknown[])[], type: 'xlsx' | 'biff8' | 'xlml' | 'ods' | 'xlsb' = 'xlsx', hide = false): Buffer => {
  const workbook = utils.book_new();
  const sheet = utils.aoa_to_sheet(rows.map((row) => [...row]));
  if (hide) Object.assign(sheet, { '!rows': [{}, { hidden: true }], '!cols': [{}, {}, {}, { hidden: true }] });
  utils.book_append_sheet(workbook, sheet, '表');
  return write(workbook, { type: 'buffer', bookType: type }) as Buffer;
};

describe('what is no table of commas is refused with what it is and what to do', () => {
  it.each([
    ['semicolons', csv(ROWS, ';'), 'HEADER_NOT_RECOGNISED', '各列以分号分隔'],
    ['tabs', csv(ROWS, '\t'), 'HEADER_NOT_RECOGNISED', '各列以制表符分隔'],
    ['commas of full width', csv(ROWS, '，'), 'HEADER_NOT_RECOGNISED', '各列以全角逗号分隔'],
    ['a first line that names the separator', `sep=;\r\n${csv(ROWS, ';')}`, 'HEADER_NOT_RECOGNISED', '各列以分号分隔'],
    ['a page', '<html><table><tr><td>统一社会信用代码</td></tr></table></html>', 'HEADER_NOT_RECOGNISED', '是网页（HTML）或 XML'],
    ['a workbook as XML', book(ROWS, 'xlml'), 'HEADER_NOT_RECOGNISED', '是网页（HTML）或 XML'],
    ['a PDF', '%PDF-1.7\n…', 'HEADER_NOT_RECOGNISED', '是 PDF'],
    ['nothing', '', 'HEADER_NOT_RECOGNISED', '没有内容'],
    [
      'numbered labels',
      csv([HEADER.map((label, i) => `${i + 1}.${label}`), ROWS[1]!]),
      'HEADER_NOT_RECOGNISED',
      '找到的列名：1.统一社会信用代码',
    ],
    [
      'marks of what is required',
      csv([['*统一社会信用代码', ...HEADER.slice(1)], ROWS[1]!]),
      'HEADER_NOT_RECOGNISED',
      '缺主键列 统一社会信用代码',
    ],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(csv(ROWS), 'utf16le')]), 'ENCODING_INVALID', '另存为 UTF-8'],
    ['Big5', iconv.encode(csv(ROWS), 'big5'), 'ENCODING_INVALID', '另存为 UTF-8'],
    ['an old workbook called .xlsx', book(ROWS, 'biff8'), 'FILE_MALFORMED', '旧式或加密'],
    ['an OpenDocument sheet', book(ROWS, 'ods'), 'FILE_MALFORMED', '另存为 CSV 或 XLSX'],
    ['a binary workbook', book(ROWS, 'xlsb'), 'FILE_MALFORMED', '另存为 CSV 或 XLSX'],
  ])('%s', async (_, content, code, words) => {
    const reading = await readFile(content);
    expect(counts(reading)).toEqual({ [code]: 1 });
    expect(reading.issues[0]!.message).toContain(words);
  });
});

describe('tables as offices make them are taken', () => {
  const paid = async (content: Buffer | string) => {
    const { accepted, quarantined } = await readWholly(content);
    expect(quarantined).toEqual([]);
    return accepted.map(({ values }) => [values['year'], values['vatNet'], values['property']]);
  };
  const BOTH = [
    [2024, '1', '2'],
    [2024, '3', '4'],
  ];
  it.each([
    ['of GBK', iconv.encode(csv(ROWS), 'gbk')],
    [
      'with a column of numbers before',
      csv([
        ['序号', ...HEADER],
        ['1', ...ROWS[1]!],
        ['2', ...ROWS[2]!],
        ['', '合计', '', '', '4', '6'],
      ]),
    ],
    ['with empty columns before', book(ROWS.map((row) => ['', '', ...row]))],
    ['with blank lines and a title', book([['某县税收'], [], HEADER, [], ROWS[1]!, [], ROWS[2]!, [], ['合计', '', '', 4, 6]])],
    ['with hidden lines and columns', book(ROWS, 'xlsx', true)],
    [
      'with line breaks in the header',
      book([['统一社会\n信用代码', '纳税人\r\n名称', '年度', '增值税\n净入库（万元）', '房产税\n(万元)'], ...ROWS.slice(1)]),
    ],
    ['with separators at the end of lines', csv(ROWS.map((row) => [...row, '', '']))],
    [
      'in 元 and 万元',
      csv(
        [
          ['统一社会信用代码', '纳税人名称', '年度', '增值税净入库（元）', '房产税（万元）'],
          [FIRST!, '甲', '2024年度', '10,000', '2'],
          [SECOND!, '乙', '２０２４', '３００００', '4'],
        ].map((row) => row.map((cell) => (cell.includes(',') ? `"${cell}"` : cell))),
      ),
    ],
    [
      'in 元, with the year in the title',
      book([
        ['2024年税收情况表（单位：元）'],
        HEADER.filter((label) => label !== '年度'),
        [FIRST, '甲', 10000, 20000],
        [SECOND, '乙', 30000, 40000],
      ]),
    ],
  ])('%s', async (_, content) => {
    expect(await paid(content)).toEqual(BOTH);
  });
});
