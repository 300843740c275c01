import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { FactValue } from '../grading/population-of.js';

/** What a firm of a case must get; only what is written is looked at. */
export interface ExpectedOf {
  readonly points?: Readonly<Record<string, string | null>>;
  readonly total?: string | null;
  readonly rank?: number | null;
  readonly initial?: string | null;
  readonly class?: string | null;
  readonly state?: string;
  readonly group?: string | null;
  readonly treated_as?: string | null;
  readonly overrides?: readonly string[];
}

export interface CaseFirm {
  /** Facts of the year. */
  readonly facts?: Readonly<Record<string, FactValue>>;
  /** Facts of the year before. */
  readonly last_year?: Readonly<Record<string, FactValue>>;
  /** `code: date`. */
  readonly events?: Readonly<Record<string, string>>;
  /** Parcels held. */
  readonly holds?: readonly string[];
  readonly leases?: readonly { readonly parcel: string; readonly owner: string; readonly mu: string }[];
  readonly expect?: ExpectedOf;
  /** What must not come out, each on its own. */
  readonly not?: ExpectedOf;
}

/** Benchmarks with 6 decimals, by group and indicator. */
export type Benchmarks = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** One case: firms graded together for a year, under the scheme of its file or one of the file's methods. */
export interface SchemeCase {
  readonly name: string;
  /** Which of the file's methods. */
  readonly method?: string;
  readonly year: number;
  /** Facts of every firm, unless it says otherwise. */
  readonly all?: Readonly<Record<string, FactValue>>;
  readonly firms: Readonly<Record<string, CaseFirm>>;
  /** Where the scheme cannot be run: what the refusal must name. */
  readonly refused?: readonly string[];
  readonly benchmarks?: Benchmarks;
  /** Final classes by group. */
  readonly classes?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** What must not come out, each on its own. */
  readonly not?: { readonly benchmarks?: Benchmarks };
}

export interface CaseFile {
  readonly file: string;
  /** The scheme that ships; a file of worked numbers has methods of its own instead. */
  readonly scheme?: string;
  /** Schemes of 2024 by name, without their heads. */
  readonly methods?: Readonly<Record<string, object>>;
  readonly cases: readonly SchemeCase[];
}

const folder = new URL('./', import.meta.url).pathname;

/** What a YAML file beside this one holds. */
export function readCases<T>(file: string): T {
  return parse(readFileSync(path.join(folder, file), 'utf8')) as T;
}

/** Every file beside this one that holds cases. */
export function caseFiles(): readonly CaseFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((file) => ({ ...readCases<CaseFile>(file), file }))
    .filter(({ cases }) => cases !== undefined);
}
