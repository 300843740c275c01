import type { CopiedRow } from '../db/copied-row.js';
import { TextIndex } from '../db/text-rows.js';
import type { EnterpriseRecord } from './record.js';
import { FOLDED_NAME, RegisterColumns } from './register-columns.js';

const NOBODY = -1;

/** Every enterprise the hub knows at a data version, by ascending credit code, and how to find one. */
export class Directory {
  readonly #columns: RegisterColumns;
  readonly #codes: TextIndex;
  readonly #names: TextIndex;
  /** The rows that a name was first met in which others bear too. */
  readonly #shared: ReadonlySet<number>;

  private constructor(columns: RegisterColumns, codes: TextIndex, names: TextIndex, shared: ReadonlySet<number>) {
    this.#columns = columns.trim();
    this.#codes = codes;
    this.#names = names;
    this.#shared = shared;
  }

  /** Makes a directory of rows of the register that are handed to it by ascending credit code. */
  static builder(): { readonly add: (row: CopiedRow) => void; readonly directory: () => Directory } {
    const columns = new RegisterColumns();
    const [codes, names] = [new TextIndex(columns.codes), new TextIndex(columns.folded)];
    const shared = new Set<number>();
    return {
      add: (copied) => {
        columns.add(copied);
        const row = columns.creditCodes.length - 1;
        if (!columns.codes.isAfter(row)) throw new Error('the register is not in the order of its credit codes');
        codes.add(row);
        addName(columns, names, shared, row, copied);
      },
      directory: () => new Directory(columns, codes, names, shared),
    };
  }

  get size(): number {
    return this.creditCodes.length;
  }

  /** By row. */
  get creditCodes(): readonly string[] {
    return this.#columns.creditCodes;
  }

  /** What few values of the register are different of: by row, coded. */
  get coded(): RegisterColumns['coded'] {
    return this.#columns.coded;
  }

  /** Whether its rows are those of another: then columns are of both. */
  hasRowsOf(other: Directory): boolean {
    if (other === this) return true;
    const [mine, theirs] = [this.creditCodes, other.creditCodes];
    if (mine.length !== theirs.length) return false;
    for (let row = 0; row < mine.length; row += 1) if (mine[row] !== theirs[row]) return false;
    return true;
  }

  /** The enterprise of a row. */
  record(row: number): EnterpriseRecord {
    return this.#columns.record(row);
  }

  /** The row of a credit code, or undefined if no enterprise bears it. */
  row(creditCode: string): number | undefined {
    const row = this.#codes.findText(creditCode);
    return row < 0 ? undefined : row;
  }

  /** The row whose credit code a cell of a copied row is; −1 where it is nobody's. `next` is where it is probably. */
  rowOf({ bytes, from, length }: CopiedRow, cell: number, next: number): number {
    const [start, end] = [from[cell]!, from[cell]! + length[cell]!];
    if (length[cell]! < 0) return NOBODY;
    if (next < this.size && this.#columns.codes.is(next, bytes, start, end)) return next;
    return this.#codes.find(bytes, start, end);
  }

  get(creditCode: string): EnterpriseRecord | undefined {
    const row = this.row(creditCode);
    return row === undefined ? undefined : this.record(row);
  }

  /** The name of an enterprise; undefined where there is no such enterprise. */
  name(creditCode: string): string | null | undefined {
    const row = this.row(creditCode);
    return row === undefined ? undefined : this.#columns.names.at(row);
  }

  /**
   * The enterprise that an owner is (HANDOVER.md, Identity): by its document if that is a known credit code; only where
   * no document was given, by a name that exactly one enterprise of the register bears.
   */
  link(documentNumber: string | null, foldedName: string | null): string | undefined {
    if (documentNumber) return this.row(documentNumber) === undefined ? undefined : documentNumber;
    if (!foldedName) return undefined;
    const first = this.#names.findText(foldedName);
    const row = this.#bearer(first);
    return row < 0 ? undefined : this.creditCodes[row];
  }

  /** As {@link link}, of cells of a copied row, by row; −1 where it is nobody. */
  linkOf(copied: CopiedRow, document: number, foldedName: number, next: number): number {
    if (copied.length[document]! > 0) return this.rowOf(copied, document, next);
    const [from, length] = [copied.from[foldedName]!, copied.length[foldedName]!];
    if (length <= 0) return NOBODY;
    const first = this.#names.find(copied.bytes, from, from + length);
    return this.#bearer(first);
  }

  /** @param first the row that a name was first met in */
  #bearer(first: number): number {
    return first < 0 || this.#shared.has(first) ? NOBODY : first;
  }
}

/** A name that several bear leads to none of them. */
function addName(columns: RegisterColumns, names: TextIndex, shared: Set<number>, row: number, { bytes, from, length }: CopiedRow): void {
  const [start, size] = [from[FOLDED_NAME]!, length[FOLDED_NAME]!];
  if (!columns.isRegistered(row) || size <= 0) return;
  const first = names.find(bytes, start, start + size);
  if (first < 0) names.add(row);
  else shared.add(first);
}
