import { createHash } from 'node:crypto';
import type { Db } from '../db/db.js';
import type { WriteRows } from '../db/records.js';
import type { FactDefinition } from '../grading/fact.js';
import { readHandover } from '../handover/read-handover.js';
import type { HandoverReading } from '../handover/reading.js';
import { recordSets } from './record-sets.js';
import type { IntakeReport } from './report.js';
import { writeHandover, writeRefusal } from './write-handover.js';

/** A file as it was handed in. */
export interface IncomingFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** The dataset that it is said to be; without it, its header decides. */
  readonly dataset?: string;
}

/** What of the county's own declarations reading a file needs. */
export interface Declarations {
  readonly eventCodes: ReadonlySet<string>;
  readonly facts: ReadonlyMap<string, FactDefinition>;
}

/** A file read, before it meets the database. */
export interface ReadFile {
  readonly file: IncomingFile;
  readonly digest: string;
  readonly reading: HandoverReading;
}

const ROWS_AT_MOST = 5_000_000;

/** Reads a file: its dataset, its rows, its issues. Nothing is written. */
export async function readFile(file: IncomingFile, declared: Declarations, maxFileBytes: number): Promise<ReadFile> {
  const reading = await readHandover({
    ...file,
    ...declared,
    datasets: [...recordSets.values()].map(({ dataset }) => dataset),
    limits: { bytes: maxFileBytes, unpackedBytes: 4 * maxFileBytes, rows: ROWS_AT_MOST },
  });
  return { file, digest: digestOf(file.bytes), reading };
}

/** Takes a read file into the database, or puts its refusal on record. */
export function take(db: Db, { file, digest, reading }: ReadFile, actor: string, writeRows?: WriteRows): Promise<IntakeReport> {
  const delivery = { fileName: file.fileName, bytes: file.bytes.length, digest, reading, actor };
  const recordSet = recordSets.get(reading.dataset ?? '');
  return reading.status === 'read' && recordSet ? writeHandover(db, recordSet, delivery, writeRows) : writeRefusal(db, recordSet, delivery);
}

/** `sm3:` and the hex SM3 of the bytes. */
export function digestOf(bytes: Uint8Array): string {
  return `sm3:${createHash('sm3').update(bytes).digest('hex')}`;
}
