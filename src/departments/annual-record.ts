import { Rational } from '../grading/rational.js';
import type { Source } from '../db/versioned.js';

/** What every department's record of an enterprise's year has. */
export interface AnnualRecord {
  readonly creditCode: string;
  readonly year: number;
  /** The handed-over lines that it was made of. */
  readonly sources: readonly Source[];
}

interface StoredAnnual {
  readonly creditCode: string;
  readonly year: number;
  readonly version: number;
  readonly handoverId: number;
  readonly sheet: string | null;
  readonly line: number;
}

/** A stored decimal as an exact number; missing stays missing. */
export function exact(stored: string | null): Rational | undefined {
  return stored === null ? undefined : Rational.from(stored);
}

/** Whose, which year, and from where: the part that all annual records share, of one or more stored rows. */
export function annual(rows: readonly StoredAnnual[]): AnnualRecord {
  const { creditCode, year } = rows[0]!;
  return { creditCode, year, sources: rows.map(sourceOf) };
}

/** Where a stored row came from. */
export function sourceOf({ version, handoverId, sheet, line }: Omit<StoredAnnual, 'creditCode' | 'year'>): Source {
  return { version, handoverId, sheet, line };
}

/** The lines behind the records of some enterprises; who has no record is left out. */
export function sourcesOf(
  records: ReadonlyMap<string, { readonly sources: readonly Source[] }>,
  creditCodes: readonly string[],
): ReadonlyMap<string, readonly Source[]> {
  return new Map(creditCodes.flatMap((code) => {
    const record = records.get(code);
    return record ? [[code, record.sources] as const] : [];
  }));
}
