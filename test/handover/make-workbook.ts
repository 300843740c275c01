import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a zip, and what its headers say otherwise than it is. */
export interface ZipEntry {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** What its own header says. */
  readonly local?: Partial<Stated>;
  /** What the directory says. */
  readonly listed?: Partial<Stated>;
  /** Sizes and checksum stand behind it, as a program writes that cannot go back. */
  readonly streamed?: boolean;
}

interface Stated {
  readonly name: string;
  readonly method: number;
  readonly checksum: number;
  readonly packed: number;
  readonly size: number;
}

const DEFLATED = 8;
const NOTHING = { checksum: 0, packed: 0, size: 0 };

/** A zip as its entries say, true or not. */
export function makeZip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  const put = (...bytes: Buffer[]): void => {
    for (const each of bytes) {
      parts.push(each);
      at += each.length;
    }
  };
  for (const { name, content, local, listed, streamed = false } of entries) {
    const bytes = Buffer.from(content as string);
    const packed = deflateRawSync(bytes);
    const true_ = { name, method: DEFLATED, checksum: crc32(bytes), packed: packed.length, size: bytes.length };
    const from = at;
    put(header(0x04034b50, streamed, { ...true_, ...(streamed ? NOTHING : {}), ...local }), packed);
    if (streamed) put(numbers([0x08074b50, true_.checksum, true_.packed, true_.size]));
    directory.push(header(0x02014b50, streamed, { ...true_, ...listed }, from));
  }
  const start = at;
  put(...directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(at - start, 12);
  end.writeUInt32LE(start, 16);
  return Buffer.concat([...parts, end]);
}

/** The header before an entry, or, given where that is, the one in the directory. */
function header(signature: number, streamed: boolean, stated: Stated, from?: number): Buffer {
  const name = Buffer.from(stated.name);
  const head = Buffer.alloc(from === undefined ? 30 : 46);
  const skip = from === undefined ? 0 : 2;
  head.writeUInt32LE(signature);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE((streamed ? 0x8 : 0) | 0x800, 6 + skip);
  head.writeUInt16LE(stated.method, 8 + skip);
  [stated.checksum, stated.packed, stated.size].forEach((number, i) => head.writeUInt32LE(number, 14 + skip + 4 * i));
  head.writeUInt16LE(name.length, 26 + skip);
  if (from !== undefined) head.writeUInt32LE(from, 42);
  return Buffer.concat([head, name]);
}

function numbers(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, i) => bytes.writeUInt32LE(value, 4 * i));
  return bytes;
}

/** A sheet of a made workbook: its whole part, or its rows (`<row>…`) alone. */
export interface MadeSheet {
  readonly name: string;
  readonly rows?: string;
  readonly part?: string;
  readonly behind?: string;
  readonly state?: string;
}

/** The parts of a workbook; any of them may be replaced or left out. */
export function workbookParts(
  sheets: readonly MadeSheet[],
  { shared, styles = '', date1904 = false }: { readonly shared?: string; readonly styles?: string; readonly date1904?: boolean } = {},
): ZipEntry[] {
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
  const named = sheets.map(
    ({ name, state }, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="s${i}"${state ? ` state="${state}"` : ''}/>`,
  );
  const related = sheets.map((_, i) => relation(`s${i}`, 'worksheet', `worksheets/sheet${i + 1}.xml`));
  return [
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: '_rels/.rels', content: `<Relationships>${relation('w', 'officeDocument', 'xl/workbook.xml')}</Relationships>` },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns:r="r"><workbookPr date1904="${date1904}"/><sheets>${named.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships>${related.join('')}${relation('f', 'styles', 'styles.xml')}${relation('t', 'sharedStrings', '/xl/sharedStrings.xml')}</Relationships>`,
    },
    { name: 'xl/styles.xml', content: `<styleSheet>${styles}</styleSheet>` },
    ...(shared === undefined ? [] : [{ name: 'xl/sharedStrings.xml', content: `<sst>${shared}</sst>` }]),
    ...sheets.map(({ rows = '', part, behind = '' }, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      content: part ?? `<worksheet><sheetData>${rows}</sheetData>${behind}</worksheet>`,
    })),
  ];
}

/** A workbook of such sheets. */
export function makeWorkbook(...given: Parameters<typeof workbookParts>): Buffer {
  return makeZip(workbookParts(...given));
}

/** Rows of texts and numbers, as a program writes them that knows no shared texts. */
export function rowsOf(rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number): string =>
    typeof value === 'number' ? `<c><v>${value}</v></c>` : `<c t="inlineStr"><is><t>${value}</t></is></c>`;
  return rows.map((cells) => `<row>${cells.map(cell).join('')}</row>`).join('');
}
