import type { DepartmentId } from '../grading/fact.js';
import type { Reach } from '../access/reach.js';
import type { Db } from './db.js';

/** The records of one department, as far as someone reaches, wherever they are kept. */
export interface Records {
  /**
   * Where to read them at a data version: what is there is what the hub took in up to it, no more and no less.
   * @throws SourceUnavailable
   */
  at(version: number): Promise<Db>;
}

/** The records of each department, within a reach. */
export type RecordsOf = (department: DepartmentId) => Records;

/** Records that lie in one database with what the hub knows of them. */
export function recordsIn(db: Db): Records {
  return { at: () => Promise.resolve(db) };
}

/** A handover whose rows are to be written. */
export interface HandoverRows {
  readonly version: number;
  readonly department: DepartmentId;
  readonly dataset: string;
  /** Of the file's bytes. */
  readonly digest: string;
}

/**
 * Writes the rows of a handover where its department's records are kept.
 * @param tx the transaction that puts the handover on record; what is written elsewhere is committed before it
 * @throws SourceUnavailable; then nothing of it is left
 */
export type WriteRows = (tx: Db, handover: HandoverRows, write: (db: Db) => Promise<void>) => Promise<void>;

/** Into the hub's own database, in the same transaction. */
export const writeInTheHub: WriteRows = (tx, _, write) => write(tx);

/** Where the records of every department are kept. */
export interface RecordKeeping {
  within(reach: Reach): RecordsOf;
  /** As the owner of the tables: for commands. */
  readonly owned: RecordsOf;
  readonly write: WriteRows;
  /** As {@link write}, of which nothing stays. */
  readonly rehearse: WriteRows;
  /** The records of a department that lie in a database of its own; undefined: they are in the hub's. */
  readonly apart: (department: DepartmentId) => Records | undefined;
}

/** Everything in the hub's own database. */
export function keptInTheHub(db: Db, readAs: (reach: Reach) => Db): RecordKeeping {
  return {
    within: (reach) => {
      const records = recordsIn(readAs(reach));
      return () => records;
    },
    owned: () => recordsIn(db),
    write: writeInTheHub,
    rehearse: writeInTheHub,
    apart: () => undefined,
  };
}
