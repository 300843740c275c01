import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Title } from '../../src/departments/land/record.js';
import type { LinkedLandSource } from '../../src/departments/tax/land-source.js';
import type { LandAndTax } from '../../src/land-tax/find.js';
import { runs } from '../full.js';
import { find, lease, OWNER, source, squares, TENANT, title } from './records.js';

/** LANDTAX.md read once more, row by row and in plain numbers (hundredths of a ㎡, so that they are exact). */
function naive({ titles, leases, sources }: LandAndTax): string[] {
  const day = '2024-12-31';
  const on = (from: string | null, to: string | null) => (from ?? '') <= day && (to === null || to > day);
  const parcel = (code: string | null) => code?.slice(0, 19);
  const hundredths = (area: { toString(): string } | undefined) => Math.round((Number(area!.toString()) / 0.0015) * 100);
  const rate: Record<string, number> = { 一级: 15, 二级: 10, 三级: 6 };
  const held = titles.filter((each) => on(each.acquired, each.ended));
  const declared = sources.filter((each) => on(each.startDate, each.endDate));
  const found: string[] = [];
  const add = (kind: string, key: string, difference: number | undefined, tax: number) =>
    found.push(`${kind} ${key} ${difference ?? '–'} ${Math.sign(tax) * Math.round(Math.abs(tax))}`);
  const standing = (key: string): Title | undefined => {
    const rows = held.filter((each) => parcel(each.unitCode) === key);
    const land = rows.filter((each) => each.unitCode.endsWith('W00000000'));
    return [...(land.length > 0 ? land : rows)].sort((a, b) => hundredths(b.area) - hundredths(a.area))[0];
  };
  for (const key of new Set(held.map((each) => parcel(each.unitCode)!))) {
    const row = standing(key)!;
    const area = hundredths(row.area);
    const its = declared.filter((each) => parcel(each.unitCode) === key);
    const sum = (of: readonly LinkedLandSource[]) =>
      of.reduce((total, each) => total + hundredths(each.taxableArea) + hundredths(each.relievedArea), 0);
    if (its.length === 0 && row.holder) add('NOT_REGISTERED', key, area, area * rate[row.landClass!]!);
    if (its.length > 0 && area - sum(its) > 100) add('UNDER_DECLARED', key, area - sum(its), (area - sum(its)) * rate[row.landClass!]!);
    if (its.length === 0 && !row.holder && key[12] === 'J') {
      for (const each of leases.filter((one) => parcel(one.unitCode) === key && on(one.startDate, one.endDate))) {
        add('LEASE_NOT_DECLARED', key, hundredths(each.area), hundredths(each.area) * rate[row.landClass!]!);
      }
    }
    for (const payer of new Set(its.map((each) => each.taxpayer))) {
      const same = its.filter((each) => each.taxpayer === payer);
      if (same.length > 1 && sum(same) > area + 100) add('DUPLICATED_SOURCE', key, area, 0);
    }
    if (!row.holder && row.holderId === null) add('UNLINKED_HOLDER', key, undefined, 0);
  }
  for (const each of declared) {
    const row = each.unitCode === null ? undefined : standing(parcel(each.unitCode)!);
    const [taxable, occupied] = [hundredths(each.taxableArea), hundredths(each.occupiedArea)];
    if (taxable > occupied + 100) add('OVER_OCCUPIED', each.sourceId, taxable - occupied, 0);
    if (row && row.landClass !== each.landClass)
      add('WRONG_CLASS', each.sourceId, taxable, taxable * (rate[row.landClass!]! - rate[each.landClass!]!));
    if (!row) add('NO_TITLE', each.sourceId, taxable, 0);
  }
  return found.sort();
}

const parcels = ['339901025037GB00001', '339901025037JB00002', '339901025037JB00003'];
const unitCode = fc
  .tuple(fc.constantFrom(...parcels), fc.constantFrom('W00000000', 'F00010001', 'F00020001'))
  .map((parts) => parts.join(''));
const area = fc.constantFrom('2', '49.5', '100', '100.5', '101', '101.01', '102', '200').map(squares);
const landClass = fc.constantFrom('一级', '二级', '三级');
const end = fc.constantFrom(null, '2024-12-31', '2025-01-01', '2020-01-01');
const code = fc.constantFrom(OWNER, TENANT);
const holder = fc.oneof(
  code.map((creditCode) => ({ holderId: creditCode, holder: { creditCode, ground: 'DOCUMENT' as const } })),
  fc.constantFrom(
    { holderId: '339901197001010000', holder: undefined },
    { holderId: '339901101001', holder: undefined },
    { holderId: null, holder: undefined },
  ),
);

const world = fc.record({
  // A unit is held once: of co-holders the text does not say who stands for the parcel.
  titles: fc
    .uniqueArray(
      fc.record({ unitCode, area, landClass, ended: end, holder }).map(({ holder: whose, ...rest }) => title({ ...rest, ...whose })),
      { selector: (each) => `${each.unitCode.slice(0, 19)} ${each.area!.toString()}`, maxLength: 6 },
    )
    .map((titles) => titles.filter((each, index) => titles.findIndex((other) => other.unitCode === each.unitCode) === index)),
  sources: fc
    .array(
      fc.record({
        unitCode: fc.option(unitCode, { nil: null }),
        taxableArea: area,
        occupiedArea: area,
        relievedArea: fc.constantFrom('0', '1').map(squares),
        landClass,
        endDate: end,
        taxpayer: code,
      }),
      { maxLength: 6 },
    )
    .map((all) => all.map((each, index) => source({ ...each, sourceId: `TD${index}` }))),
  // One lease a tenant and parcel: several are one finding, since they have one identity.
  leases: fc.uniqueArray(fc.record({ unitCode, area, endDate: end, tenant: code }).map(lease), {
    selector: (each) => `${each.unitCode.slice(0, 19)} ${each.tenant}`,
    maxLength: 4,
  }),
});

it('finds what a plain reading of the rules finds, in any order of the records', () =>
  fc.assert(
    fc.property(world, (records) => {
      const found = find(records);
      const short = found.map(({ kind, unitCode: unit, sourceId, differenceArea, taxAtStake }) => {
        const hundredths = differenceArea ? Math.round(Number(differenceArea.toString()) * 100) : '–';
        return `${kind} ${sourceId ?? unit!.slice(0, 19)} ${hundredths} ${Number(taxAtStake!.toFixed(2).replace('.', ''))}`;
      });
      expect(short.sort()).toEqual(naive(records));
      expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
      const turned = find({
        titles: [...records.titles].reverse(),
        leases: [...records.leases].reverse(),
        sources: [...records.sources].reverse(),
      });
      expect(turned.map(({ id }) => id)).toEqual(found.map(({ id }) => id));
    }),
    { numRuns: runs(1_000, 20_000) },
  ));
