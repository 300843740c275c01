import type { Column } from '../grading/population.js';
import type { DepartmentId, FactDefinition } from '../grading/fact.js';
import type { HandedRow } from '../db/handed-rows.js';
import type { RecordSet } from '../db/record-set.js';
import type { Records } from '../db/records.js';
import type { HandedLine, Source } from '../db/versioned.js';
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
  /** The rows that these lines became, as they were handed over. */
  handed(version: number, lines: readonly HandedLine[], creditCodes: readonly string[]): Promise<readonly HandedRow[]>;
}

/** Cells of a dataset that a fact is computed of. */
export interface CellsOf {
  readonly dataset: string;
  readonly fields: readonly string[];
  /** The field that names the enterprise, where a row names several. */
  readonly whose?: string;
}

/** What every department is to the hub: its folder says the rest. */
export interface Department<Reader extends FactReader = FactReader, Loaders = unknown> {
  readonly id: DepartmentId;
  /** 中文. */
  readonly title: string;
  readonly facts: readonly FactDefinition[];
  /** The cells that each fact is computed of that is no column of its own. */
  readonly computedOf?: Readonly<Record<string, readonly CellsOf[]>>;
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
