import type { Rational } from '../grading/rational.js';
import type { Condition, DerivedSum, DocumentSource } from '../grading/scheme.js';
import type { Period } from './treatment-reading.js';

/** The kinds of differentiated policy (差别化政策). */
export const TREATMENT_KINDS = [
  'LAND_USE_TAX',
  'ELECTRICITY',
  'WATER',
  'LAND_SUPPLY',
  'ENERGY_QUOTA',
  'EMISSION_QUOTA',
  'CREDIT',
  'SUBSIDY',
  'OTHER',
] as const;
export type TreatmentKind = (typeof TREATMENT_KINDS)[number];

/** What a document gives or takes from the enterprises of some classes, while it holds. */
export interface Treatment extends Period {
  readonly id: string;
  readonly title: string;
  readonly kind: TreatmentKind;
  /** Undefined: whatever the class, and without one. */
  readonly classes: readonly string[] | undefined;
  /** Who else must be met; undefined: everybody of these classes. */
  readonly when: Condition | undefined;
  /**
   * In `unit`: of `LAND_USE_TAX` the share of the tax relieved, of `ELECTRICITY` and `WATER` the surcharge (negative: a
   * discount). Null where a partial file does not know it; undefined where the document gives words only.
   */
  readonly rate: Rational | null | undefined;
  readonly unit: string | undefined;
  /** 元/吨: the price of water that a surcharge in % is of. */
  readonly price: Rational | undefined;
  /** A fixed sum, 元 a year. */
  readonly amount: Rational | undefined;
  readonly text: string | undefined;
  readonly document: string;
  readonly article: string | undefined;
  /** On trial: told, without effect. */
  readonly trial: boolean;
  /** Levied now and given back later: how much of it (0 to 1, where known), in the words of the document. */
  readonly refund: { readonly share: Rational | undefined; readonly text: string } | undefined;
  /** The kinds that an enterprise met by this one does not get. */
  readonly vetoes: readonly TreatmentKind[];
}

/** The treatments of one document or county (a file under treatments/). */
export interface TreatmentSet {
  readonly id: string;
  readonly title: string;
  /** Whose enterprises: the schemes whose jurisdiction begins with it. */
  readonly jurisdiction: string;
  readonly status: 'complete' | 'partial' | 'example';
  readonly sources: readonly DocumentSource[];
  readonly notes: string | undefined;
  /** Classes of other schemes (第一类) in the classes of this document (A). */
  readonly classMap: ReadonlyMap<string, string>;
  /** Sums that the conditions name. */
  readonly derived: readonly DerivedSum[];
  readonly items: readonly Treatment[];
}
