import { createHash } from 'node:crypto';
import type { Db } from '../db/db.js';
import type { WriteRows } from '../db/records.js';
import type { FactDefinition } from '../grading/fact.js';
import { withAliases, type HeaderAlias } from '../handover/county-aliases.js';
import { fileBytes, piecesOf, type Bytes, type FileBytes } from '../handover/file-bytes.js';
import type { Limits } from '../handover/limits.js';
import { openHandovers, readHandover, refusalOf, type HandoverInput, type OpenedHandovers } from '../handover/read-handover.js';
import type { HandoverReading, OthersRows, RefusedHandover } from '../handover/reading.js';
import { Refusal } from '../handover/refusal.js';
import { ReadingTime } from './reading-time.js';
import { recordSets } from './record-sets.js';
import type { IntakeReport } from './report.js';
import { writeHandover, writeRefusal, type Delivery } from './write-handover.js';

/** A file as it was handed in. */
export interface IncomingFile {
  readonly fileName: string;
  readonly bytes: Bytes;
  /** The dataset that it is said to be; without it, its header decides. */
  readonly dataset?: string;
  /** The year that it is said to be of; without it, its column of years or what stands above it decides. */
  readonly year?: number;
  /** The system that its outlines are said to be in; without it, the file decides. */
  readonly crs?: string;
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
  readonly opened: OpenedHandovers;
  readonly time: ReadingTime;
}

/**
 * Opens a file: its datasets, and what is to be said of it as a whole. Nothing is written.
 * @param others finds rows that are not for whoever hands it in
 */
export async function open(file: IncomingFile, declared: Declarations, limits: Limits, others?: OthersRows): Promise<OpenFile> {
  const time = new ReadingTime(limits.seconds);
  const timed = { ...file, bytes: time.within(file.bytes) };
  return { file, opened: await openHandovers({ ...inputOf(timed, declared, limits), others }), time };
}

/** Reads a file to its end: its rows, its issues. Nothing is written. */
export function read(file: IncomingFile, declared: Declarations, limits: Limits): Promise<HandoverReading> {
  return readHandover(inputOf(file, declared, limits));
}

function inputOf(file: IncomingFile, declared: Declarations, limits: Limits): HandoverInput {
  return {
    ...file,
    ...declared,
    datasets: withAliases(
      [...recordSets.values()].map(({ dataset }) => dataset),
      declared.aliases ?? [],
    ),
    limits,
  };
}

/**
 * Takes an opened file into the database, all its datasets or none, in their order, or puts its refusal on record.
 * @throws SourceUnavailable where rows cannot be written; nothing of it is left
 */
export async function take(
  db: Db,
  { file, opened, time }: OpenFile,
  sent: Pick<Delivery, 'actor' | 'isOfSome'>,
  writeRows?: WriteRows,
): Promise<IntakeReport[]> {
  const bytes = fileBytes(file.bytes);
  const delivery = { fileName: file.fileName, bytes: bytes.size, digest: await digestOfFile(bytes), year: file.year, ...sent };
  const inTurn = async <T>(tx: Db, parts: readonly T[], write: (tx: Db, part: T) => Promise<IntakeReport>): Promise<IntakeReport[]> => {
    const reports: IntakeReport[] = [];
    for (const part of parts) reports.push(await write(tx, part));
    return reports;
  };
  const refuse = (refused: readonly RefusedHandover[]): Promise<IntakeReport[]> =>
    db.transaction((tx) => inTurn(tx, refused, (to, each) => writeRefusal(to, recordSets.get(each.dataset ?? ''), delivery, each)));
  if (opened.refused.length > 0) return refuse(opened.refused);
  time.begin();
  try {
    return await db.transaction((tx) =>
      inTurn(tx, opened.handovers, (to, each) =>
        writeHandover(to, recordSets.get(each.dataset)!, { ...delivery, opened: each }, writeRows),
      ),
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refuse([refusalOf(error, file.fileName)]);
  }
}

/** `sm3:` and the hex SM3 of the bytes. */
export function digestOf(bytes: Uint8Array): string {
  return `sm3:${createHash('sm3').update(bytes).digest('hex')}`;
}

/** As {@link digestOf}, of a file. */
async function digestOfFile(bytes: FileBytes): Promise<string> {
  const hash = createHash('sm3');
  for await (const piece of piecesOf(bytes)) hash.update(piece);
  return `sm3:${hash.digest('hex')}`;
}
