import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { Db } from '../db/db.js';
import type { RecordSet } from '../db/record-set.js';
import { enterprise } from '../enterprise/table.js';
import type { ColumnDefinition } from '../handover/dataset.js';
import { issue } from '../handover/issue-catalogue.js';
import type { Issue } from '../handover/issue.js';
import { createEnterprises } from './create-enterprises.js';
import { namingColumn } from './named-elsewhere.js';
import type { RowBatch } from './row-batches.js';

const CODES_A_STATEMENT = 10_000;

interface TakenRow {
  readonly code: string;
  readonly name: unknown;
  readonly line: number;
  readonly sheet: string | null;
  readonly raw: readonly string[];
}

/**
 * The enterprises of a file that the register does not have (`UNKNOWN_ENTERPRISE`): looked for while its rows are taken,
 * told and created once it is settled which of them stay.
 */
export class UnknownEnterprises {
  readonly #recordSet: RecordSet;
  readonly #column: ColumnDefinition | undefined;
  /** By credit code, whether nobody knows it at all. */
  readonly #lacking = new Map<string, boolean>();
  readonly #sheets = new Set<string>();

  constructor(recordSet: RecordSet) {
    this.#recordSet = recordSet;
    this.#column = namingColumn(recordSet);
  }

  /** The field of whose enterprise a row is; undefined: the register has nobody to lack. */
  get field(): string | undefined {
    return this.#column?.field;
  }

  /** Looks for the enterprises of some rows in the register. */
  async look(tx: Db, { creditCodes, sheets }: RowBatch): Promise<void> {
    if (creditCodes.size === 0) return;
    for (const sheet of sheets) this.#sheets.add(sheet);
    // One look into the index for each, whatever the planner thinks of the list.
    const { rows: lacking } = await tx.execute<{ code: string; registered: boolean | null }>(sql`
      select code, registered from (
        select code, (select registered from ${enterprise} where credit_code = code and superseded is null) as registered
        from unnest(${sql.param([...creditCodes])}::text[]) as asked (code) offset 0) as found
      where registered is not true`);
    for (const { code, registered } of lacking) this.#lacking.set(code, registered === null);
  }

  /**
   * Tells the rows of a version whose enterprise the register does not have, and creates the enterprises that nobody
   * knows with what the first of their rows says, as not registered.
   * @param home where the rows lie
   */
  async *create(tx: Db, home: Db, version: number, handoverId: number): AsyncGenerator<readonly Issue[], void> {
    const codes = [...this.#lacking.keys()];
    for (let from = 0; from < codes.length; from += CODES_A_STATEMENT) {
      const rows = await this.#taken(home, version, codes.slice(from, from + CODES_A_STATEMENT));
      const column = this.#column!.label;
      yield rows.map(({ code, line, sheet }) => issue('UNKNOWN_ENTERPRISE', { line, sheet: sheet ?? undefined, column, found: code }));
      const firsts = new Map<string, TakenRow>();
      for (const row of rows) if (this.#lacking.get(row.code) && !firsts.has(row.code)) firsts.set(row.code, row);
      await createEnterprises(
        tx,
        version,
        [...firsts.values()].map((row) => ({ ...row, handoverId })),
      );
    }
  }

  /** In the order of the file. */
  async #taken(home: Db, version: number, codes: readonly string[]): Promise<TakenRow[]> {
    const { table } = this.#recordSet;
    const columns = getTableColumns(table);
    const code = columns[this.#column!.field]!;
    const name: SQL = columns['name'] ? sql`${columns['name']}` : sql`null`;
    const { rows } = await home.execute<TakenRow & Record<string, unknown>>(sql`
      select ${code} as code, ${name} as name, line, sheet, raw from ${table}
      where ${code} = any(${sql.param(codes)}::text[]) and version = ${version}
      order by array_position(${sql.param([...this.#sheets])}::text[], sheet), line`);
    return rows;
  }
}
