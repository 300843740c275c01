import type { RecordLines } from '../db/record-lines.js';
import type { Issue } from '../handover/issue.js';
import type { NamedLine } from '../handover/report-columns.js';
import type { LinePlace, QuarantinedRow, RowBlock } from '../handover/reading.js';
import type { MendedLines } from './mended-lines.js';

/** Lines of a file as they go into the database. */
export class RowBatch {
  /** Accepted rows, as COPY takes them. */
  readonly records: Uint8Array[] = [];
  readonly creditCodes = new Set<string>();
  readonly sheets = new Set<string>();
  /** By sheet, what it has no columns for. */
  readonly lacks = new Map<string | undefined, readonly string[]>();
  readonly quarantined: QuarantinedRow[] = [];
  readonly issues: Issue[] = [];
  readonly withdrawn: LinePlace[] = [];
  /** Lines in quarantine that rows name. */
  readonly mended: NamedLine[] = [];
  accepted = 0;
  skipped = 0;

  /** Cells of lines in quarantine, which are kept as they are. */
  cells = 0;

  get full(): boolean {
    return this.accepted + this.quarantined.length + this.issues.length >= LINES_A_BATCH || this.cells >= CELLS_A_BATCH;
  }
}

/** What is written at a time: enough that statements are worth their way, and little to keep. */
const LINES_A_BATCH = 10_000;
const CELLS_A_BATCH = 100_000;

/**
 * The blocks of a file in batches for the database; the next one is read while the caller works on this one.
 * @param creditCode the field of whose enterprise a row is
 * @param mending which lines in quarantine rows name
 */
export async function* rowBatches(
  blocks: AsyncIterable<RowBlock>,
  lines: RecordLines,
  creditCode: string | undefined,
  mending: MendedLines,
): AsyncGenerator<RowBatch, void> {
  const batches = inBatches(blocks, lines, creditCode, mending);
  let next = batches.next();
  try {
    for (let batch = await next; !batch.done; batch = await next) {
      next = batches.next();
      // Told to whoever awaits it, which may be nobody where the caller stops.
      next.catch(() => undefined);
      yield batch.value;
    }
  } finally {
    await next.catch(() => undefined);
    await batches.return();
  }
}

async function* inBatches(
  blocks: AsyncIterable<RowBlock>,
  lines: RecordLines,
  creditCode: string | undefined,
  mending: MendedLines,
): AsyncGenerator<RowBatch, void> {
  let batch = new RowBatch();
  for await (const { accepted, quarantined, issues, withdrawn, skipped } of blocks) {
    // Rows become lines at once: kept as objects they would be carried about by each collection of garbage.
    if (accepted.length > 0) batch.records.push(lines.of(accepted));
    for (const { values, sheet, lacks } of accepted) {
      if (lacks && lacks.length > 0) batch.lacks.set(sheet, lacks);
      if (creditCode && values[creditCode] !== null) batch.creditCodes.add(values[creditCode] as string);
      if (sheet !== undefined) batch.sheets.add(sheet);
    }
    if (mending.any) {
      for (const row of [...accepted, ...quarantined]) {
        const named = mending.of(row);
        if (named) batch.mended.push(named);
      }
    }
    for (const row of quarantined) {
      batch.quarantined.push(row);
      batch.cells += row.raw.length;
    }
    for (const each of issues) batch.issues.push(each);
    for (const place of withdrawn) batch.withdrawn.push(place);
    batch.accepted += accepted.length;
    batch.skipped += skipped;
    if (!batch.full) continue;
    yield batch;
    batch = new RowBatch();
  }
  yield batch;
}
