/** How large a file may be: its bytes, what an XLSX unpacks to, and its lines. */
export interface Limits {
  readonly bytes: number;
  readonly unpackedBytes: number;
  readonly rows: number;
}

const MEBIBYTE = 1024 * 1024;

/** An XLSX is read whole into memory, so what it unpacks to is bounded below the longest JavaScript string (512 MiB). */
export const DEFAULT_LIMITS: Limits = { bytes: 256 * MEBIBYTE, unpackedBytes: 384 * MEBIBYTE, rows: 2_000_000 };
