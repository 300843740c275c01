import { sql } from 'drizzle-orm';
import type { Db } from '../db/db.js';
import { namedLines, type NamedLine } from '../handover/report-columns.js';
import type { QuarantinedRow } from '../handover/reading.js';
import { handover, quarantine } from './table.js';

const REASON = '已在更正后的文件中重新报送';

/** The lines in quarantine that the rows of a file name: it is a report of them, mended. */
export class MendedLines {
  readonly #labels: readonly string[];
  readonly #readers = new Map<readonly string[], ReturnType<typeof namedLines>>();

  /** @param labels of the file's first header */
  constructor(labels: readonly string[]) {
    this.#labels = labels;
  }

  /** Whether the file has the columns that name lines. */
  get any(): boolean {
    return this.#reader(this.#labels) !== undefined;
  }

  /** Which line a row names. */
  of({ raw, labels }: Pick<QuarantinedRow, 'raw' | 'labels'>): NamedLine | undefined {
    return this.#reader(labels ?? this.#labels)?.(raw);
  }

  #reader(labels: readonly string[]): ReturnType<typeof namedLines> {
    if (!this.#readers.has(labels)) this.#readers.set(labels, namedLines(labels));
    return this.#readers.get(labels);
  }
}

/**
 * Closes lines that wait and that a handover of the same dataset names.
 * @param of `isOfSome`: those alone that came from the same sender
 * @returns how many
 */
export async function closeMended(
  tx: Db,
  named: readonly NamedLine[],
  {
    dataset,
    handoverId,
    actor,
    isOfSome = false,
  }: { readonly dataset: string; readonly handoverId: number; readonly actor: string; readonly isOfSome?: boolean },
): Promise<number> {
  if (named.length === 0) return 0;
  const [ids, lines, sheets] = [named.map((each) => each.handoverId), named.map(({ line }) => line), named.map(({ sheet }) => sheet)];
  const { rowCount } = await tx.execute(sql`
    update ${quarantine} as waiting
    set state = 'MENDED', reason = ${REASON}, released_as = ${handoverId}, decided_by = ${actor}, decided_at = clock_timestamp()
    from unnest(${sql.param(ids)}::bigint[], ${sql.param(lines)}::integer[], ${sql.param(sheets)}::text[]) as named (id, line, sheet)
    join ${handover} as its on its.id = named.id and its.dataset = ${dataset} and (${!isOfSome} or its.received_by = ${actor})
    where waiting.state = 'WAITING' and waiting.handover_id = named.id and waiting.line = named.line
      and waiting.sheet is not distinct from named.sheet and waiting.handover_id <> ${handoverId}`);
  return rowCount ?? 0;
}
