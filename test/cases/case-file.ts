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
}

/** One case: firms graded together under a scheme that ships, for a year. */
export interface SchemeCase {
  readonly name: string;
  readonly year: number;
  /** Facts of every firm, unless it says otherwise. */
  readonly all?: Readonly<Record<string, FactValue>>;
  readonly firms: Readonly<Record<string, CaseFirm>>;
  /** Where the scheme cannot be run: what the refusal must name. */
  readonly refused?: readonly string[];
  /** Benchmarks by group and indicator, with 6 decimals. */
  readonly benchmarks?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Final classes by group. */
  readonly classes?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export interface CaseFile {
  readonly file: string;
  readonly scheme: string;
  readonly cases: readonly SchemeCase[];
}

/** Every case file beside this one. */
export function caseFiles(): readonly CaseFile[] {
  const folder = new URL('./', import.meta.url).pathname;
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((file) => ({ file, ...(parse(readFileSync(path.join(folder, file), 'utf8')) as Omit<CaseFile, 'file'>) }));
}
