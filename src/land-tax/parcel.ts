import type { Lease, Title } from '../departments/land/record.js';
import type { LinkedLandSource } from '../departments/tax/land-source.js';
import { Rational } from '../grading/rational.js';
import { identityKind } from '../handover/identity.js';

/** What is in force on one parcel on 31 December, on the land side and on the tax side. */
export interface Parcel {
  /** The first 19 characters of the unit code. */
  readonly key: string;
  /** The row that stands for the parcel: the land itself (`W00000000`), else the largest unit. */
  readonly title: Title;
  /** Other rows of the same unit code with another area: one of them is wrong. */
  readonly rivals: readonly Title[];
  readonly leases: readonly Lease[];
  readonly sources: readonly LinkedLandSource[];
}

/** What follows the parcel in the code of the land itself. */
export const LAND_ITSELF = 'W00000000';
/** A difference of 1 ㎡ or less is rounding, not a finding (LANDTAX.md); in 亩, as areas are kept. */
const ROUNDING = Rational.of(15n, 10_000n);

/** Whether an area (亩) is more than rounding. */
export function exceedsRounding(area: Rational): boolean {
  return area.compare(ROUNDING) > 0;
}

/**
 * The title that stands for a parcel, of all its titles in force (never none). Of several holders of that unit: an
 * enterprise before an unknown holder before a natural person or village, the larger share first.
 */
export function standingTitle(titles: readonly Title[]): Title {
  if (titles.length === 1) return titles[0]!;
  return titles.reduce((best, title) => (byStanding(title, best) < 0 ? title : best));
}

/** The rows that say of the same unit code another area than the one that stands for the parcel. */
export function rivalTitles(standing: Title, titles: readonly Title[]): readonly Title[] {
  if (titles.length === 1) return [];
  return titles.filter(({ unitCode, area }) => unitCode === standing.unitCode && area && standing.area && !area.equals(standing.area));
}

function byStanding(a: Title, b: Title): number {
  return (
    Number(b.unitCode.endsWith(LAND_ITSELF)) - Number(a.unitCode.endsWith(LAND_ITSELF)) ||
    (b.area ?? Rational.ZERO).compare(a.area ?? Rational.ZERO) ||
    compareText(a.unitCode, b.unitCode) ||
    holderOrder(a) - holderOrder(b) ||
    (b.share ?? Rational.ZERO).compare(a.share ?? Rational.ZERO) ||
    compareText(holderKey(a), holderKey(b)) ||
    compareText(a.acquired ?? '', b.acquired ?? '')
  );
}

function holderOrder(title: Title): number {
  if (title.holder) return 0;
  return isPersonOrVillage(title) ? 2 : 1;
}

/** Whether the holder's document is that of a natural person or a village (HANDOVER.md, Identity). */
export function isPersonOrVillage({ holderId }: Pick<Title, 'holderId'>): boolean {
  const kind = holderId === null ? 'unknown' : identityKind(holderId);
  return kind === 'identityCard' || kind === 'village';
}

/** What identifies a holder: the credit code, or else the document or name as handed over. */
export function holderKey({ holder, holderId, holderName }: Title): string {
  return holder?.creditCode ?? holderId ?? holderName;
}

/** What identifies a taxpayer: the credit code, or else the document or name as handed over; null if neither is there. */
export function taxpayerKey({ taxpayer, taxpayerId, taxpayerName }: LinkedLandSource): string | null {
  return taxpayer ?? taxpayerId ?? taxpayerName;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
