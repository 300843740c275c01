import { byPlace } from '../places.js';
import type { Supply } from '../records.js';
import type { Measured } from './indicator-row.js';
import { count, quotientOf } from './quotient.js';
import type { Window } from './window.js';

/** 用途代码 of industry: land use of plans, and of the third survey. */
const INDUSTRY = ['1001', '0601'];

/** Of the contracts signed in the year, by place: how much existing land, and how much 标准地. */
export function supplyIndicators({ now, year, seenFrom: to, places }: Window): readonly Measured[] {
  const from = `${year}-01-01`;
  const signed = [...now.land.contracts.values()]
    .map(({ supply }) => supply)
    .filter(({ signedOn }) => signedOn !== null && signedOn >= from);
  const industrial = signed.filter(({ useCode }) => INDUSTRY.some((code) => useCode?.startsWith(code)));
  const said = industrial.filter(({ standardLand }) => standardLand !== undefined);
  const rows = (id: Measured['id'], of: readonly Supply[], part: (supply: Supply) => Parameters<typeof quotientOf>[0][number]) =>
    byPlace(
      places,
      of,
      (supply) => supply,
      (its) => ({ id, from, to, ...quotientOf(its.map(part)) }),
    );
  return [
    ...rows('existing_land_share', signed, ({ number: key, existingArea, area }) => ({ key, numerator: existingArea, denominator: area })),
    ...rows('standard_land_share_count', said, ({ number: key, standardLand }) => ({
      key,
      numerator: count(standardLand === true),
      denominator: count(true),
    })),
    ...rows('standard_land_share_area', said, ({ number: key, standardLand, area }) => ({
      key,
      numerator: area?.times(count(standardLand === true)),
      denominator: area,
    })),
  ];
}
