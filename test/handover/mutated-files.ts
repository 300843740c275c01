import iconv from 'iconv-lite';
import { makeCreditCode, makeUnitCode } from './make-code.js';
import { makeZip, rowsOf, workbookParts } from './make-workbook.js';

/** Numbers from 0 up to a bound, the same ones for the same seed. */
export type Chance = (below: number) => number;

export function chanceOf(seed: number): Chance {
  let state = (seed % 2147483646) + 1;
  return (below) => (state = (state * 48271) % 2147483647) % below;
}

const STAFF = ['统一社会信用代码', '单位名称', '年度', '年平均职工人数', '参保人数（人）'];
const PARCELS = ['不动产单元代码', '权利人名称', '取得日期', '宗地面积(㎡)', '坐落'];
const SHAPES: readonly (readonly (readonly (string | number)[])[])[] = [
  [['用工情况表'], STAFF, ...lines((n) => [makeCreditCode(n), `企业"${n}"厂`, '2024年', n, '1,234']), ['合计', '', '', 99]],
  [PARCELS, ...lines((n) => [makeUnitCode(n), '甲，乙', 43529 + n, n / 3, '某地\n二楼']), ['填表人：张三']],
  [
    ['单位：万元'],
    ['统一社会信用代码', '年度', '营业收入', '研发经费支出', '规上'],
    ...lines((n) => [makeCreditCode(n), 2024, n * 1e7, '50%', '是']),
  ],
];
/** What offices' programs put where it does not belong. */
const ODD = [
  '"',
  '""',
  ',',
  '\n',
  '\r',
  '\r\n',
  '\0',
  '\uFEFF',
  '\u202d',
  '#REF!',
  '1e400',
  '-',
  '=1+1',
  '９',
  '\ud840',
  '\x1a',
  'A'.repeat(40_000),
];
const ODD_XML = [
  '<c>',
  '</c>',
  '<row r="0">',
  '<v>',
  '&amp;',
  '&x;',
  '<![CDATA[',
  ']]>',
  '<!--',
  '<mergeCell ref="A1:C9"/>',
  't="s"',
  'r="XFD1"',
  '/>',
  '"',
];

function lines(line: (n: number) => (string | number)[]): (string | number)[][] {
  return Array.from({ length: 12 }, (_, n) => line(n + 1));
}

/** A file as an office makes it, with something done to it that no office means to do. */
export function mutatedFile(chance: Chance): Buffer {
  const shape = withCellsChanged(SHAPES[chance(SHAPES.length)]!, chance);
  const whole = chance(2) === 0 ? text(shape, chance) : workbook(shape, chance);
  const times = chance(4);
  let bytes: Buffer = whole;
  for (let i = 0; i < times; i += 1) bytes = withBytesChanged(bytes, chance);
  return bytes;
}

function withCellsChanged(shape: (typeof SHAPES)[number], chance: Chance): (string | number)[][] {
  const rows = shape.map((row) => [...row]);
  for (let i = chance(4); i > 0; i -= 1) {
    const [from, to] = [rows[chance(rows.length)]!, rows[chance(rows.length)]!];
    const [a, b] = [chance(from.length), chance(to.length)];
    [from[a], to[b]] = chance(3) === 0 ? [ODD[chance(ODD.length)]!, to[b]!] : [to[b]!, from[a]!];
  }
  return rows;
}

function text(rows: readonly (readonly (string | number)[])[], chance: Chance): Buffer {
  const cell = (value: string | number): string =>
    /[",\r\n]/.test(String(value)) && chance(9) > 0 ? `"${String(value).replaceAll('"', '""')}"` : String(value);
  const of = rows.map((row) => row.map(cell).join(',')).join(['\n', '\r\n', '\r'][chance(3)]);
  return [() => Buffer.from(of), () => Buffer.from(`\uFEFF${of}`), () => iconv.encode(of, 'gb18030'), () => Buffer.from(of, 'utf16le')][
    chance(4)
  ]!();
}

function workbook(rows: readonly (readonly (string | number)[])[], chance: Chance): Buffer {
  const clean = rows.map((row) => row.map((value) => (typeof value === 'number' ? value : value.replaceAll(/[<&\0\x1a\ud840]/g, ''))));
  const merges = Array.from({ length: chance(4) }, () => `<mergeCell ref="A${1 + chance(9)}:${'ABC'[chance(3)]}${1 + chance(20)}"/>`);
  const styles = '<cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="9"/></cellXfs>';
  const sheet = { name: '表', rows: rowsOf(clean), behind: `<mergeCells>${merges.join('')}</mergeCells>` };
  const parts = workbookParts([sheet, { ...sheet, name: '又', state: ['hidden', 'visible'][chance(2)] }], {
    styles,
    shared: '<si><t>甲</t></si>',
  });
  const changed = parts.map((part) => (chance(6) > 0 ? part : { ...part, content: withTextChanged(String(part.content), chance) }));
  return makeZip(chance(9) > 0 ? changed : changed.filter(() => chance(8) > 0));
}

function withTextChanged(xml: string, chance: Chance): string {
  const at = chance(xml.length + 1);
  const [rest, odd] = [chance(3) === 0 ? '' : xml.slice(at + chance(20)), ODD_XML[chance(ODD_XML.length)]!];
  return xml.slice(0, at) + odd + rest;
}

function withBytesChanged(bytes: Buffer, chance: Chance): Buffer {
  const at = chance(bytes.length + 1);
  const length = chance(40);
  switch (chance(5)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at)]);
    case 3:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from(ODD[chance(ODD.length)]!), bytes.subarray(at)]);
    default: {
      const changed = Buffer.from(bytes);
      if (at < changed.length) changed[at]! ^= 1 << chance(8);
      return changed;
    }
  }
}
