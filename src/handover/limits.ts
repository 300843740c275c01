/** How much a file may hold (HANDOVER.md, Bounds). */
export interface Limits {
  readonly bytes: number;
  /** What the parts of a workbook come to, unpacked. */
  readonly unpackedBytes: number;
  /** The part of a workbook that holds the texts of its cells, unpacked. */
  readonly sharedTextBytes: number;
  readonly sheets: number;
  /** Of all tables of a file. */
  readonly lines: number;
  readonly columns: number;
  /** In UTF-8. */
  readonly lineBytes: number;
  /** As Excel counts them: UTF-16 units. */
  readonly cellCharacters: number;
}

const MEBIBYTE = 1024 * 1024;

export const DEFAULT_LIMITS: Limits = {
  bytes: 256 * MEBIBYTE,
  unpackedBytes: 1024 * MEBIBYTE,
  sharedTextBytes: 64 * MEBIBYTE,
  sheets: 100,
  lines: 2_000_000,
  columns: 1_000,
  lineBytes: MEBIBYTE,
  cellCharacters: 32_767,
};
