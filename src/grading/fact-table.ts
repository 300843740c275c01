import type { Column, Population } from './population.js';
import { linearSum, type LinearTerm } from './linear-sum.js';
import { Rational } from './rational.js';
import { ScaledColumn } from './scaled-column.js';
import { valueAt } from './value-at.js';
import type { DerivedSum, Value } from './scheme.js';

/** The facts, derived sums and events of a population, as the engine asks for them; each column is made once. */
export class FactTable {
  readonly size: number;
  private readonly numberColumns = new Map<string, readonly (Rational | undefined)[]>();
  private readonly scaledColumns = new Map<string, ScaledColumn | undefined>();
  private eventful: Uint8Array | undefined;
  private readonly derived: ReadonlyMap<string, DerivedSum>;
  private readonly eventYears: ReadonlyMap<string, ReadonlyMap<number, ReadonlySet<number>>>;

  constructor(
    readonly population: Population,
    derived: readonly DerivedSum[],
  ) {
    this.size = population.creditCodes.length;
    this.derived = new Map(derived.map((sum) => [sum.id, sum]));
    this.eventYears = eventYears(population);
  }

  /** The assessment year. */
  get year(): number {
    return this.population.year;
  }

  /** A fact or derived sum of any kind; undefined where nothing of it was handed over. */
  column(id: string, year: number): Column | undefined {
    if (this.derived.has(id)) return { kind: 'number', values: this.numbers(id, year) };
    return this.population.column(id, year);
  }

  /** A numeric fact or derived sum, by row. @throws TypeError if the fact is no number. */
  numbers(id: string, year: number): readonly (Rational | undefined)[] {
    const key = `${year} ${id}`;
    let values = this.numberColumns.get(key);
    if (!values) {
      values = this.makeNumbers(id, year);
      this.numberColumns.set(key, values);
    }
    return values;
  }

  /** What a row has of a fact or derived sum of any kind, without making the whole column. */
  cell(id: string, year: number): (row: number) => Value | undefined {
    if (this.derived.has(id)) return this.number(id, year);
    const column = this.population.column(id, year);
    if (!column) return () => undefined;
    return column.packed && column.kind === 'number' ? this.number(id, year) : (row) => valueAt(column, row);
  }

  /** A numeric fact or derived sum where it is kept as integers over one denominator; undefined where it is not. */
  scaled(id: string, year: number): ScaledColumn | undefined {
    const key = `${year} ${id}`;
    if (!this.scaledColumns.has(key)) this.scaledColumns.set(key, this.makeScaled(id, year));
    return this.scaledColumns.get(key);
  }

  /** A numeric fact or derived sum of a row, without making the whole column. @throws TypeError if the fact is no number. */
  number(id: string, year: number): (row: number) => Rational | undefined {
    const scaled = this.scaled(id, year);
    if (scaled) return (row) => scaled.exact(row);
    const sum = this.derived.get(id);
    if (sum) return this.adding(sum, year);
    const column = this.population.column(id, year);
    if (column?.kind === 'number' && column.packed) {
      const { packed } = column;
      return (row) => packed.exact(row);
    }
    const values = this.numbers(id, year);
    return (row) => values[row];
  }

  /** The terms of a derived sum; undefined for a fact. */
  termsOf(id: string): DerivedSum['terms'] | undefined {
    return this.derived.get(id)?.terms;
  }

  /** Whether an event of that code is dated in the assessment year or the `withinYears` − 1 before it. */
  hasEvent(row: number, code: string, withinYears: number): boolean {
    const years = this.eventYears.get(code)?.get(row);
    if (!years) return false;
    for (let back = 0; back < withinYears; back += 1) if (years.has(this.year - back)) return true;
    return false;
  }

  /** Whether a row has an event of any code and year. */
  isEventful(row: number): boolean {
    this.eventful ??= eventfulRows(this.population, this.size);
    return this.eventful[row] === 1;
  }

  private makeScaled(id: string, year: number): ScaledColumn | undefined {
    const sum = this.derived.get(id);
    if (!sum) {
      const column = this.population.column(id, year);
      return column?.kind === 'number' && column.packed instanceof ScaledColumn ? column.packed : undefined;
    }
    const terms: LinearTerm[] = [];
    for (const { fact, factor, missing } of sum.terms) {
      const column = this.scaled(fact, year);
      if (!column && (this.derived.has(fact) || this.population.column(fact, year))) return undefined;
      terms.push({ column, factor, missing });
    }
    // Of a small population without such columns nothing is made.
    return terms.some(({ column }) => column) ? linearSum(terms, this.size) : undefined;
  }

  private makeNumbers(id: string, year: number): readonly (Rational | undefined)[] {
    const sum = this.derived.get(id);
    if (sum) return this.addUp(sum, year);
    const column = this.population.column(id, year);
    if (!column) return new Array<undefined>(this.size).fill(undefined);
    if (column.kind !== 'number') throw new TypeError(`${id} is no number but a ${column.kind}`);
    return column.values;
  }

  private addUp(sum: DerivedSum, year: number): readonly (Rational | undefined)[] {
    const of = this.adding(sum, year);
    return Array.from({ length: this.size }, (_, row) => of(row));
  }

  /** A sum is missing where a term is that has no value of its own for it (SCHEME.md, Values). */
  private adding(sum: DerivedSum, year: number): (row: number) => Rational | undefined {
    const cells = sum.terms.map((term) => this.number(term.fact, year));
    return (row) => {
      let total = Rational.ZERO;
      for (const [index, term] of sum.terms.entries()) {
        const value = cells[index]!(row) ?? term.missing;
        if (!value) return undefined;
        total = total.plus(value.times(term.factor));
      }
      return total;
    };
  }
}

function eventfulRows({ events }: Population, size: number): Uint8Array {
  const eventful = new Uint8Array(size);
  for (const { row } of events) eventful[row] = 1;
  return eventful;
}

function eventYears(population: Population): Map<string, Map<number, Set<number>>> {
  const byCode = new Map<string, Map<number, Set<number>>>();
  for (const { row, code, date } of population.events) {
    const byRow = byCode.get(code) ?? new Map<number, Set<number>>();
    const years = byRow.get(row) ?? new Set<number>();
    byCode.set(code, byRow.set(row, years.add(Number(date.slice(0, 4)))));
  }
  return byCode;
}
