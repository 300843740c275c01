import { z } from 'zod';
import { wholeNumber } from './variable.js';

/** What a file that is handed over may hold. */
export interface HandoverLimits {
  /** Of the file itself. */
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
  /** Reading a file may take, once to be opened and once to be taken. */
  readonly seconds: number;
}

/** What may be handed over. */
export interface HandoverFileSettings {
  readonly handoverLimits: HandoverLimits;
}

const MEBIBYTE = 1024 * 1024;

/** The variables of handover files. */
export const handoverFilesPart = z
  .object({
    MUHUB_MAX_FILE_MB: wholeNumber({ usual: 256, least: 1, most: 4096 }),
    MUHUB_MAX_UNPACKED_MB: wholeNumber({ usual: 1024, least: 1, most: 65_536 }),
    MUHUB_MAX_SHARED_TEXT_MB: wholeNumber({ usual: 64, least: 1, most: 1024 }),
    MUHUB_MAX_SHEETS: wholeNumber({ usual: 100, least: 1, most: 10_000 }),
    MUHUB_MAX_LINES: wholeNumber({ usual: 2_000_000, least: 1, most: 100_000_000 }),
    MUHUB_MAX_COLUMNS: wholeNumber({ usual: 1_000, least: 1, most: 16_384 }),
    MUHUB_MAX_LINE_KB: wholeNumber({ usual: 1024, least: 1, most: 65_536 }),
    MUHUB_MAX_CELL_CHARACTERS: wholeNumber({ usual: 32_767, least: 1, most: 1_000_000 }),
    MUHUB_MAX_READ_SECONDS: wholeNumber({ usual: 900, least: 1, most: 86_400 }),
  })
  .transform((given): HandoverFileSettings => ({
    handoverLimits: {
      bytes: given.MUHUB_MAX_FILE_MB * MEBIBYTE,
      unpackedBytes: given.MUHUB_MAX_UNPACKED_MB * MEBIBYTE,
      sharedTextBytes: given.MUHUB_MAX_SHARED_TEXT_MB * MEBIBYTE,
      sheets: given.MUHUB_MAX_SHEETS,
      lines: given.MUHUB_MAX_LINES,
      columns: given.MUHUB_MAX_COLUMNS,
      lineBytes: given.MUHUB_MAX_LINE_KB * 1024,
      cellCharacters: given.MUHUB_MAX_CELL_CHARACTERS,
      seconds: given.MUHUB_MAX_READ_SECONDS,
    },
  }));
