import { createHash } from 'node:crypto';
import { setImmediate as turnOfOthers } from 'node:timers/promises';
import type { Db } from '../db/db.js';
import type { WriteRows } from '../db/records.js';
import type { FactDefinition } from '../grading/fact.js';
import { withAliases, type HeaderAlias } from '../handover/county-aliases.js';
import { openHandover, readHandover, refusalOf, type HandoverInput } from '../handover/read-handover.js';
import type { HandoverReading, OpenedHandover, RefusedHandover } from '../handover/reading.js';
import { Refusal } from '../handover/refusal.js';
import { recordSets } from './record-sets.js';
import type { IntakeReport } from './report.js';
import { writeHandover, writeRefusal } from './write-handover.js';

/** A file as it was handed in. */
export interface IncomingFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** The dataset that it is said to be; without it, its header decides. */
  readonly dataset?: string;
  /** The year that it is said to be of; without it, its column of years or what stands above it decides. */
  readonly year?: number;
}

/** What of the county's own declarations reading a file needs. */
export interface Declarations {
  readonly eventCodes: ReadonlySet<string>;
  readonly facts: ReadonlyMap<string, FactDefinition>;
  /** What its offices call columns. */
  readonly aliases?: readonly HeaderAlias[];
}

/** A file opened, before it meets the database. */
export interface OpenFile {
  readonly file: IncomingFile;
  readonly opened: OpenedHandover | RefusedHandover;
}

const ROWS_AT_MOST = 5_000_000;
const BYTES_A_TURN = 1 << 20;

/** Opens a file: its dataset, and what is to be said of it as a whole. Nothing is written. */
export async function open(file: IncomingFile, declared: Declarations, maxFileBytes: number): Promise<OpenFile> {
  return { file, opened: await openHandover(inputOf(file, declared, maxFileBytes)) };
}

/** Reads a file to its end: its rows, its issues. Nothing is written. */
export function read(file: IncomingFile, declared: Declarations, maxFileBytes: number): Promise<HandoverReading> {
  return readHandover(inputOf(file, declared, maxFileBytes));
}

function inputOf(file: IncomingFile, declared: Declarations, maxFileBytes: number): HandoverInput {
  return {
    ...file,
    ...declared,
    datasets: withAliases(
      [...recordSets.values()].map(({ dataset }) => dataset),
      declared.aliases ?? [],
    ),
    limits: { bytes: maxFileBytes, unpackedBytes: 4 * maxFileBytes, rows: ROWS_AT_MOST },
  };
}

/** Takes an opened file into the database, or puts its refusal on record. */
export async function take(db: Db, { file, opened }: OpenFile, actor: string, writeRows?: WriteRows): Promise<IntakeReport> {
  const delivery = { fileName: file.fileName, bytes: file.bytes.length, digest: await digestInTurns(file.bytes), year: file.year, actor };
  const recordSet = recordSets.get(opened.dataset ?? '');
  if (opened.status === 'refused' || !recordSet) return writeRefusal(db, recordSet, delivery, opened);
  try {
    return await writeHandover(db, recordSet, { ...delivery, opened }, writeRows);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const refused = refusalOf(error, file.fileName);
    return writeRefusal(db, recordSets.get(refused.dataset ?? ''), delivery, refused);
  }
}

/** `sm3:` and the hex SM3 of the bytes. */
export function digestOf(bytes: Uint8Array): string {
  return `sm3:${createHash('sm3').update(bytes).digest('hex')}`;
}

/** As {@link digestOf}; other work gets its turn in between. */
async function digestInTurns(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sm3');
  for (let from = 0; from < bytes.length; from += BYTES_A_TURN) {
    hash.update(bytes.subarray(from, from + BYTES_A_TURN));
    await turnOfOthers();
  }
  return `sm3:${hash.digest('hex')}`;
}
