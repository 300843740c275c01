import { sql, type SQL } from 'drizzle-orm';
import { CodedRows } from '../db/coded-rows.js';
import type { CopiedRow } from '../db/copied-row.js';
import { IntegerRows } from '../db/integer-rows.js';
import { TextRows } from '../db/text-rows.js';
import { holdsAt, sourceOf, type Carried } from '../db/versioned.js';
import type { EnterpriseRecord } from './record.js';
import { enterprise } from './table.js';

/** The fields of which few values are different. */
export const CODED_FIELDS = ['established', 'industry', 'industryGroup', 'zone', 'town', 'status'] as const;
export type CodedField = (typeof CODED_FIELDS)[number];

const { creditCode, name, foldedName, registered, version, handoverId, sheet, line, carried } = enterprise;
/** As {@link RegisterColumns.add} reads them. */
const COPIED: readonly SQL[] = [
  ...[creditCode, name, foldedName, registered, version, handoverId, sheet, line].map((column) => sql`${column}`),
  sql`${carried}::text`,
  // Dates are copied as numbers of days.
  ...CODED_FIELDS.map((field) => (field === 'established' ? sql`${enterprise[field]}::text` : sql`${enterprise[field]}`)),
];
const [CODE, NAME, REGISTERED, VERSION, HANDOVER, SHEET, LINE, CARRIED, FIRST_CODED] = [0, 1, 3, 4, 5, 6, 7, 8, 9] as const;
/** The cell of the folded name. */
export const FOLDED_NAME = 2;
export const REGISTER_CELLS = COPIED.length;

/** The register as it held at a data version, by the bytes of the credit codes whatever collation the database was made with. */
export function registerAt(at: number): SQL {
  return sql`select ${sql.join([...COPIED], sql`, `)} from ${enterprise} where ${holdsAt(enterprise, at)} order by ${creditCode} collate "C"`;
}

/** The register column by column: an enterprise costs a hundred bytes instead of an object. */
export class RegisterColumns {
  /** By row. */
  readonly creditCodes: string[] = [];
  readonly codes = new TextRows();
  readonly names = new TextRows();
  readonly folded = new TextRows();
  readonly #registered = new IntegerRows();
  readonly #version = new IntegerRows();
  readonly #handoverId = new IntegerRows();
  readonly #sheet = new CodedRows();
  readonly #line = new IntegerRows();
  /** By row; of few. */
  readonly #carried = new Map<number, Carried>();
  readonly coded = Object.fromEntries(CODED_FIELDS.map((field) => [field, new CodedRows()])) as Readonly<Record<CodedField, CodedRows>>;

  /** Adds a row of {@link registerAt} as the next. */
  add(row: CopiedRow): void {
    this.creditCodes.push(row.text(CODE)!);
    addText(this.codes, row, CODE);
    addText(this.names, row, NAME);
    addText(this.folded, row, FOLDED_NAME);
    this.#registered.add(Number(row.boolean(REGISTERED)));
    this.#version.add(row.integer(VERSION));
    this.#handoverId.add(row.integer(HANDOVER));
    this.#sheet.add(row, SHEET);
    this.#line.add(row.integer(LINE));
    if (!row.isNull(CARRIED)) this.#carried.set(this.creditCodes.length - 1, JSON.parse(row.text(CARRIED)!) as Carried);
    for (const [at, field] of CODED_FIELDS.entries()) this.coded[field].add(row, FIRST_CODED + at);
  }

  isRegistered(row: number): boolean {
    return this.#registered.at(row) === 1;
  }

  record(row: number): EnterpriseRecord {
    const { established, industry, industryGroup, zone, town, status } = this.coded;
    return {
      creditCode: this.creditCodes[row]!,
      name: this.names.at(row),
      established: established.at(row),
      industry: industry.at(row),
      industryGroup: industryGroup.at(row),
      zone: zone.at(row),
      town: town.at(row),
      status: status.at(row),
      source: sourceOf({
        version: this.#version.at(row),
        handoverId: this.#handoverId.at(row),
        sheet: this.#sheet.at(row),
        line: this.#line.at(row),
        carried: this.#carried.get(row),
      }),
      foldedName: this.folded.at(row),
      registered: this.isRegistered(row),
    };
  }

  trim(): this {
    for (const rows of [this.codes, this.names, this.folded, this.#registered, this.#version, this.#handoverId, this.#sheet, this.#line])
      rows.trim();
    for (const field of CODED_FIELDS) this.coded[field].trim();
    return this;
  }
}

function addText(texts: TextRows, { bytes, from, length }: CopiedRow, cell: number): void {
  if (length[cell]! < 0) texts.addNone();
  else texts.add(bytes, from[cell]!, from[cell]! + length[cell]!);
}
