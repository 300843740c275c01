import type { Column } from '../grading/population.js';
import type { DepartmentId, FactDefinition } from '../grading/fact.js';
import type { RecordSet } from '../db/record-set.js';
import type { Records } from '../db/records.js';
import type { Source } from '../db/versioned.js';
import type { EnterpriseReader } from '../enterprise/reader.js';

/** What the assessment reads of a department. */
export interface FactReader {
  /**
   * Some of the department's facts of a year as they held at a data version, one column a fact, rows by ascending credit code
   * as `EnterpriseReader.directory(version)` lists them.
   */
  columns(version: number, year: number, facts: readonly string[]): Promise<ReadonlyMap<string, Column>>;
  /** The handed-over lines that some enterprises' facts of a year were made of, by credit code; one statement at most. */
  sources(version: number, year: number, creditCodes: readonly string[]): Promise<ReadonlyMap<string, readonly Source[]>>;
}

/** What every department is to the hub: its folder says the rest. */
export interface Department<Reader extends FactReader = FactReader, Loaders = unknown> {
  readonly id: DepartmentId;
  /** 中文. */
  readonly title: string;
  readonly facts: readonly FactDefinition[];
  readonly recordSets: readonly RecordSet[];
  /**
   * @param records as far as someone reaches
   * @param enterprises the whole register, which links rows to enterprises
   * @param whole the reader of all its rows, where this one reaches some of them
   */
  readonly openReader: (records: Records, enterprises: EnterpriseReader, whole?: Reader) => Reader;
  /** Batches the reads of one request. */
  readonly openLoaders: (reader: Reader) => Loaders;
}
