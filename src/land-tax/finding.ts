import { createHash } from 'node:crypto';
import type { Lease, Title } from '../departments/land/record.js';
import type { LinkedLandSource } from '../departments/tax/land-source.js';
import type { Rational } from '../grading/rational.js';
import type { ReliefGround } from '../policy-effects/relief.js';

/** The kinds of LANDTAX.md. */
export const FINDING_KINDS = [
  'NOT_REGISTERED',
  'UNDER_DECLARED',
  'OVER_OCCUPIED',
  'WRONG_CLASS',
  'LEASE_NOT_DECLARED',
  'RELIEF_WITHOUT_GROUND',
  'NO_TITLE',
  'DUPLICATED_SOURCE',
  'UNLINKED_HOLDER',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** What became of a finding (LANDTAX.md, The work that follows). */
export type FindingStatus = 'OPEN' | 'PUSHED' | 'CONFIRMED' | 'REJECTED' | 'CORRECTED';

/** Land and land tax that do not fit on 31 December of the year; areas in ㎡, exact; undefined: not applicable or not known. */
export interface LandTaxFinding {
  /** The same from run to run: of kind, parcel, taxpayer, source and year. */
  readonly id: string;
  readonly kind: FindingKind;
  readonly year: number;
  readonly unitCode: string | null;
  readonly sourceId: string | null;
  /** Credit codes, where they are enterprises that the hub knows. */
  readonly holder: string | undefined;
  readonly taxpayer: string | undefined;
  readonly registeredArea: Rational | undefined;
  readonly taxableArea: Rational | undefined;
  readonly differenceArea: Rational | undefined;
  /** 元 a year, rounded half up to 分; undefined where a class has no rate or an area is missing. */
  readonly taxAtStake: Rational | undefined;
  /** The town code and land class of the parcel, or the class that the source names. */
  readonly town: string | null;
  readonly landClass: string | null;
  readonly status: FindingStatus;
  readonly evidence: Evidence;
}

/** The records that a finding rests on. */
export interface Evidence {
  /** The title that stands for the parcel; of `NO_TITLE` the one that ended, if there was one. */
  readonly title: Title | undefined;
  readonly sources: readonly LinkedLandSource[];
  readonly leases: readonly Lease[];
  readonly relief?: ReliefGround;
  /** Other rows that say of the same unit code another area. */
  readonly rivals?: readonly Title[];
  /** In words, where the records that it rested on have been replaced. */
  readonly explained?: string;
}

/** What identifies a finding from run to run. */
export interface FindingIdentity {
  readonly kind: FindingKind | 'LAND_CORRECTION';
  readonly year: number;
  /** The first 19 characters of the unit code. */
  readonly parcel: string | null;
  /** The credit code, or else the document or name as handed over. */
  readonly taxpayer: string | null;
  readonly sourceId: string | null;
}

const ID_CHARACTERS = 32;

/** The id of a finding: the same records give the same id in any order and on any machine. */
export function findingId({ kind, year, parcel, taxpayer, sourceId }: FindingIdentity): string {
  const text = JSON.stringify([kind, parcel, taxpayer, sourceId, year]);
  return createHash('sha256').update(text).digest('hex').slice(0, ID_CHARACTERS);
}

/** By tax at stake, highest first and unknown last; then by unit code, kind and id. */
export function byTaxAtStake(a: LandTaxFinding, b: LandTaxFinding): number {
  return compareStake(a, b) || compareText(a.unitCode, b.unitCode) || compareText(a.kind, b.kind) || compareText(a.id, b.id);
}

function compareStake(a: LandTaxFinding, b: LandTaxFinding): number {
  if (!a.taxAtStake || !b.taxAtStake) return Number(!a.taxAtStake) - Number(!b.taxAtStake);
  return b.taxAtStake.compare(a.taxAtStake);
}

function compareText(a: string | null, b: string | null): number {
  const [left, right] = [a ?? '', b ?? ''];
  return left < right ? -1 : Number(left > right);
}
