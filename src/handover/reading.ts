import type { Issue } from './issue.js';

/** A parsed cell: decimals and dates as text (exact decimals in the stored unit, YYYY-MM-DD), years as numbers; null is missing. */
export type CellValue = string | number | boolean | null;

/** A data line that was understood. */
export interface AcceptedRow {
  /** As an editor or Excel shows it, from 1. */
  readonly line: number;
  /** The sheet's name, for XLSX. */
  readonly sheet?: string;
  /** By field of the dataset; absent columns are null. */
  readonly values: Readonly<Record<string, CellValue>>;
  /** The cells verbatim, in the order of {@link HandoverReading.labels}. */
  readonly raw: readonly string[];
  /** This row's own header cells, where a further sheet has a column in another unit, or one that the first sheet lacks. */
  readonly labels?: readonly string[];
}

/** A data line kept verbatim because something in it must be mended first. */
export interface QuarantinedRow {
  readonly line: number;
  readonly sheet?: string;
  readonly raw: readonly string[];
  /** This row's own header cells, where a further sheet has a column in another unit, or one that the first sheet lacks. */
  readonly labels?: readonly string[];
  /** The issues that keep it there. */
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
