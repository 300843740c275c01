import type { ColumnSpace } from './column-space.js';
import type { Rational } from './rational.js';

/**
 * What a department handed over on one subject for every enterprise: row i belongs to `creditCodes[i]`; undefined is
 * missing. A large population keeps its columns packed, and `values` is made only where someone asks for it.
 */
export type Column =
  | { readonly kind: 'number'; readonly values: readonly (Rational | undefined)[]; readonly packed?: PackedNumbers }
  | { readonly kind: 'boolean'; readonly values: readonly (boolean | undefined)[]; readonly packed?: PackedTexts<boolean> }
  | { readonly kind: 'text'; readonly values: readonly (string | undefined)[]; readonly packed?: PackedTexts<string> }
  /** ISO dates, YYYY-MM-DD. */
  | { readonly kind: 'date'; readonly values: readonly (string | undefined)[]; readonly packed?: PackedTexts<string> };

/** Numbers as doubles, and each of them exactly. */
export interface PackedNumbers {
  /** As {@link Rational.toNumber} gives them; NaN is missing. */
  readonly doubles: Float64Array;
  /** Whether it is known that all that are there are above 0 and within doubles: then nothing is looked at where they divide. */
  readonly arePositive: boolean;
  exact(row: number): Rational | undefined;
}

/** What occurs in a column, once each, and where: row i holds `texts[codes[i]]`. */
export interface PackedTexts<Text> {
  readonly texts: readonly (Text | undefined)[];
  readonly codes: Uint16Array | Uint32Array;
}

/** Something dated that happened to an enterprise (`row` into `creditCodes`); `date` is YYYY-MM-DD. */
export interface EventRecord {
  readonly row: number;
  readonly code: string;
  readonly date: string;
}

/** Who holds and who leases which parcel on 31 December of the year; `parcel` is the first 19 characters of the unit code. */
export interface Tenure {
  readonly holdings: readonly { readonly row: number; readonly parcel: string }[];
  /** `owner` is the row of the lessor if it is an enterprise; `area` in 亩. */
  readonly leases: readonly {
    readonly tenant: number;
    readonly owner: number | undefined;
    readonly parcel: string;
    readonly area: Rational;
  }[];
}

/** The enterprises of one assessment year as the engine reads them: every enterprise the hub knows, by ascending credit code. */
export interface Population {
  readonly year: number;
  readonly creditCodes: readonly string[];
  /** The facts of `id` (e.g. `tax.vat_net`) for `year`; undefined where nothing of the kind was handed over. */
  column(id: string, year: number): Column | undefined;
  /** Every event of any year. */
  readonly events: readonly EventRecord[];
  readonly tenure: Tenure;
  /** Where a large population's first grade puts its columns. */
  readonly space?: ColumnSpace;
}
