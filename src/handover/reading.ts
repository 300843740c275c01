import type { Issue } from './issue.js';

/** A parsed cell: decimals and dates as text (exact decimals in the stored unit, YYYY-MM-DD), years as numbers; null is missing. */
export type CellValue = string | number | boolean | null;

/** Where a data line stands in its file. */
export interface LinePlace {
  /** As an editor or Excel shows it, from 1. */
  readonly line: number;
  /** The sheet's name, for XLSX. */
  readonly sheet?: string;
}

/** A data line that was understood. */
export interface AcceptedRow extends LinePlace {
  /** By field of the dataset; absent columns are null. */
  readonly values: Readonly<Record<string, CellValue>>;
  /** The cells verbatim, in the order of {@link HandoverReading.labels}. */
  readonly raw: readonly string[];
  /** This row's own header cells, where a further sheet has a column in another unit, or one that the first sheet lacks. */
  readonly labels?: readonly string[];
  /** The fields of the dataset that its sheet has no columns for; one list for all rows of a sheet. */
  readonly lacks?: readonly string[];
}

/** Of rows without an error, those that are not for whoever hands them over: `ROW_NOT_YOURS`. */
export type OthersRows = (rows: readonly AcceptedRow[], dataset: string) => Promise<ReadonlySet<AcceptedRow>>;

/** A data line kept verbatim because something in it must be mended first. */
export interface QuarantinedRow extends LinePlace {
  readonly raw: readonly string[];
  /** This row's own header cells, where a further sheet has a column in another unit, or one that the first sheet lacks. */
  readonly labels?: readonly string[];
  /** The issues that keep it there. */
  readonly issues: readonly Issue[];
}

/** Some lines of a file that were read. */
export interface RowBlock {
  readonly accepted: readonly AcceptedRow[];
  readonly quarantined: readonly QuarantinedRow[];
  readonly skipped: number;
  readonly issues: readonly Issue[];
  /** Rows that an earlier block accepted, and that another row of the file turned out to contradict: they are quarantined here. */
  readonly withdrawn: readonly LinePlace[];
}

/** A file whose header was understood, on its way to being read. */
export interface OpenedHandover {
  readonly status: 'opened';
  readonly dataset: string;
  /** The header cells as found. */
  readonly labels: readonly string[];
  /** Of the file, its sheets and its columns. */
  readonly issues: readonly Issue[];
  /** Its data lines. @throws Refusal where it cannot be read on: nothing of it counts */
  blocks(): AsyncGenerator<RowBlock, void>;
}

/** A file of which nothing is taken. */
export interface RefusedHandover {
  readonly status: 'refused';
  /** The dataset whose header was recognised. */
  readonly dataset: string | undefined;
  readonly labels: readonly string[];
  readonly issues: readonly Issue[];
}

/** What became of a file before it meets the database. `rows` = accepted + quarantined + skipped. */
export interface HandoverReading {
  readonly status: 'read' | 'refused';
  /** The dataset whose header was recognised. */
  readonly dataset: string | undefined;
  /** The header cells as found. */
  readonly labels: readonly string[];
  readonly rows: number;
  readonly accepted: readonly AcceptedRow[];
  readonly quarantined: readonly QuarantinedRow[];
  readonly skipped: number;
  readonly issues: readonly Issue[];
}

/** By sheet, in the order in which sheets are first met, and line: what was settled late stands where it belongs. */
export function inOrder<T extends Partial<LinePlace>>(found: readonly T[]): T[] {
  const sheets = [...new Set(found.map(({ sheet }) => sheet))];
  return [...found].sort((a, b) => sheets.indexOf(a.sheet) - sheets.indexOf(b.sheet) || (a.line ?? 0) - (b.line ?? 0));
}
