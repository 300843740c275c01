import type { FactBehind } from '../assessment/fact-behind.js';
import { factCells, factCellsOfMany, type CellReading, type FactCell } from '../assessment/fact-cells.js';
import type { DepartmentId } from '../grading/fact.js';
import type { Population } from '../grading/population.js';
import { Rational } from '../grading/rational.js';
import { valueAt } from '../grading/value-at.js';

/** A fact or event that a scheme uses of an enterprise, as it is put to it to be checked (ROUND.md, Items). */
export interface SheetItem {
  /** Binds round, enterprise and fact; the same for as long as the round stands. */
  readonly id: string;
  /** The fact's id, or the event's code. */
  readonly fact: string;
  readonly title: string;
  readonly unit: string | undefined;
  readonly year: number;
  readonly isEvent: boolean;
  readonly department: DepartmentId;
  /** Of a number; undefined where it is missing. */
  readonly value: Rational | undefined;
  /** Of everything else: 是, 否, a date, a name; of an event when it happened and by which document. */
  readonly text: string | undefined;
  readonly records: readonly FactCell[];
}

/** An enterprise as a scheme and a year look at it. */
export interface SheetOf {
  readonly round: string;
  readonly creditCode: string;
  /** The year that is evaluated. */
  readonly year: number;
  readonly version: number;
  readonly population: Population;
  /** The row of the enterprise in the population. */
  readonly row: number;
  /** What its grade rests on: all that grading read of it. */
  readonly facts: readonly FactBehind[];
}

/** The items of an enterprise: every fact and event that its grade rests on, a derived one as its parts, with its cells. */
export async function sheetItems(reading: CellReading, of: SheetOf): Promise<readonly SheetItem[]> {
  return itemsWith(of, await factCells(reading, of.version, of.creditCode, of.facts));
}

/** The items of many enterprises at one data version, in as many statements as of one. */
export async function sheetItemsOfMany(reading: CellReading, sheets: readonly SheetOf[]): Promise<readonly (readonly SheetItem[])[]> {
  if (sheets.length === 0) return [];
  const cells = await factCellsOfMany(reading, sheets[0]!.version, sheets);
  return sheets.map((of, at) => itemsWith(of, cells[at]!));
}

function itemsWith(of: SheetOf, cells: readonly (readonly FactCell[])[]): readonly SheetItem[] {
  return of.facts.map((fact, at) => {
    const records = cells[at]!;
    const { id, unit, department, year, event } = fact;
    const about = { id: itemId(of, fact), fact: id, title: itemTitle(fact, of.year), unit, department, year };
    if (event) return { ...about, isEvent: true, value: undefined, text: happened(records), records };
    const column = of.population.column(id, year);
    const value = column && valueAt(column, of.row);
    const isNumber = value instanceof Rational;
    return { ...about, isEvent: false, value: isNumber ? value : undefined, text: isNumber ? undefined : inWords(value), records };
  });
}

/** What an item is called; of another year than the one that is evaluated, with the year. */
export function itemTitle({ title, year }: Pick<FactBehind, 'title' | 'year'>, evaluated: number): string {
  return year === evaluated ? title : `${title}（${year}年）`;
}

/** The id of an item: a name and no secret, so that only the sheet that it is of gives anything for it. */
export function itemId({ round, creditCode }: Pick<SheetOf, 'round' | 'creditCode'>, { id, year, event }: FactBehind): string {
  const when = event ? `${event.from}-${event.to}` : String(year);
  return Buffer.from(['Item', round, creditCode, when, id].join(':')).toString('base64url');
}

/** When it happened, and the documents; one that did not is 无. */
function happened(records: readonly FactCell[]): string {
  const events = new Map<string, string[]>();
  for (const { key } of records) {
    const [, , date = '', document = ''] = key;
    events.set(key.join('\n'), document === '' ? [date] : [date, document]);
  }
  return [...events.values()].map((words) => words.join(' ')).join('；') || '无';
}

function inWords(value: string | boolean | undefined): string | undefined {
  return typeof value === 'boolean' ? (value ? '是' : '否') : value;
}
