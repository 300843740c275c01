import type { EnterpriseRecord } from './record.js';

/** Every enterprise the hub knows at a data version, by ascending credit code, and how to find one. */
export class Directory {
  readonly records: readonly EnterpriseRecord[];
  readonly #rows: ReadonlyMap<string, number>;
  readonly #byName: ReadonlyMap<string, string | undefined>;

  constructor(records: readonly EnterpriseRecord[]) {
    // By the bytes of the code, whatever collation the database was made with.
    this.records = [...records].sort((a, b) => (a.creditCode < b.creditCode ? -1 : 1));
    this.#rows = new Map(this.records.map((record, row) => [record.creditCode, row]));
    const byName = new Map<string, string | undefined>();
    for (const { foldedName, creditCode, registered } of records) {
      if (registered && foldedName) byName.set(foldedName, byName.has(foldedName) ? undefined : creditCode);
    }
    this.#byName = byName;
  }

  get size(): number {
    return this.records.length;
  }

  /** The row of a credit code, or undefined if no enterprise bears it. */
  row(creditCode: string): number | undefined {
    return this.#rows.get(creditCode);
  }

  get(creditCode: string): EnterpriseRecord | undefined {
    const row = this.#rows.get(creditCode);
    return row === undefined ? undefined : this.records[row];
  }

  /**
   * The enterprise that an owner is (HANDOVER.md, Identity): by its document if that is a known credit code; only where
   * no document was given, by a name that exactly one enterprise of the register bears.
   */
  link(documentNumber: string | null, foldedName: string | null): string | undefined {
    if (documentNumber) return this.#rows.has(documentNumber) ? documentNumber : undefined;
    return foldedName ? this.#byName.get(foldedName) : undefined;
  }
}
