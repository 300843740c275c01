import { and, sql } from 'drizzle-orm';
import { copyRows } from '../../db/copy-rows.js';
import type { Db } from '../../db/db.js';
import { IntegerRows } from '../../db/integer-rows.js';
import { TextIndex, TextRows } from '../../db/text-rows.js';
import { nextTurn, ROWS_A_TURN } from '../../db/turns.js';
import { holdsAt } from '../../db/versioned.js';
import type { Directory } from '../../enterprise/directory.js';
import { linearSum } from '../../grading/linear-sum.js';
import { numberColumnOf } from '../../grading/packed-column.js';
import type { Column } from '../../grading/population.js';
import { Rational } from '../../grading/rational.js';
import { ScaledColumnBuilder } from '../../grading/scaled-column.js';
import { inForce } from '../in-force-sql.js';
import { AreaSums } from './area-sums.js';
import { landLeases, landParcels } from './datasets.js';
import { landLease, landParcel } from './table.js';

const HUNDRED = Rational.integer(100);

/** When, and over which enterprises. */
interface Asked {
  readonly version: number;
  readonly year: number;
  readonly directory: Directory;
}

/**
 * What every enterprise holds on 31 December of the year, as columns by fact: what `holdings` (holding.ts) works out of
 * titles and leases, of the same rows as PostgreSQL copies them.
 */
export async function landColumns(db: Db, asked: Asked): Promise<ReadonlyMap<string, Column>> {
  const { size } = asked.directory;
  const landed = new Uint8Array(size);
  const [owned, leasedIn, leasedOut] = [new AreaSums(size), new AreaSums(size), new AreaSums(size)];
  await addTitles(db, asked, landed, owned);
  const tenants = await addLeases(db, asked, landed, leasedIn, leasedOut);
  const areas = [];
  for (const sums of [owned, leasedIn, leasedOut]) {
    areas.push(sums.column(landed));
    await nextTurn();
  }
  const [own, into, out] = areas.map((column) => ({ column, factor: Rational.ONE, missing: undefined }));
  const used = linearSum([own!, into!, { ...out!, factor: Rational.integer(-1) }], size);
  await nextTurn();
  const counts = new ScaledColumnBuilder(size);
  for (let of = 0; of < size; of += 1) if (landed[of] === 1) counts.put(of, tenants.get(of)?.size ?? 0, 0);
  return new Map([
    ['land.owned_area', numberColumnOf(areas[0]!)],
    ['land.leased_in', numberColumnOf(areas[1]!)],
    ['land.leased_out', numberColumnOf(areas[2]!)],
    ['land.used_area', numberColumnOf(used)],
    ['land.tenants', numberColumnOf(counts.column())],
  ]);
}

/** A unit of several holders counts by the shares handed over, or in equal parts: so its holders are counted first. */
async function addTitles(db: Db, { version, year, directory }: Asked, landed: Uint8Array, owned: AreaSums): Promise<void> {
  const { unitCode, holderId, foldedHolderName, area, share } = landParcel;
  const query = sql`select ${unitCode}, ${holderId}, ${foldedHolderName}, ${area}, ${share} from ${landParcel}
    where ${and(holdsAt(landParcel, version), inForce(`${year}-12-31`, landParcel, landParcels.history))}`;
  const [codes, holdersOf] = [new TextRows(), [] as number[]];
  const units = new TextIndex(codes);
  const [unitOf, holder, decimals] = [new IntegerRows(), new IntegerRows(), new IntegerRows()];
  const whole: number[] = [];
  const exactly = new Map<number, { readonly area: Rational | undefined; readonly share: Rational | undefined }>();
  let next = 0;
  await copyRows(db, query, 5, (row) => {
    const [from, length] = [row.from[0]!, row.length[0]!];
    let unit = units.find(row.bytes, from, from + length);
    if (unit < 0) {
      unit = codes.size;
      codes.add(row.bytes, from, from + length);
      units.add(unit);
      holdersOf.push(0);
    }
    holdersOf[unit]! += 1;
    const of = directory.linkOf(row, 1, 2, next);
    if (of < 0) return;
    next = of + 1;
    unitOf.add(unit);
    holder.add(of);
    const isPlain = !row.isNull(3) && row.isNull(4) && row.decimal(3);
    if (!isPlain)
      exactly.set(whole.length, { area: row.isNull(3) ? undefined : row.exact(3), share: row.isNull(4) ? undefined : row.exact(4) });
    decimals.add(isPlain ? row.decimals : 0);
    whole.push(isPlain ? row.value : 0);
  });
  for (let title = 0; title < whole.length; title += 1) {
    if (title % ROWS_A_TURN === 0) await nextTurn();
    const of = holder.at(title);
    const holders = holdersOf[unitOf.at(title)]!;
    landed[of] = 1;
    const exact = exactly.size > 0 ? exactly.get(title) : undefined;
    if (!exact && holders === 1) {
      owned.addDecimal(of, whole[title]!, decimals.at(title));
      continue;
    }
    const all = exact ? exact.area : Rational.from(whole[title]!.toFixed(decimals.at(title)));
    owned.add(of, all?.times(exact?.share ? exact.share.over(HUNDRED) : Rational.of(1n, BigInt(holders))));
  }
}

/** @returns the tenants of who lets, by row */
async function addLeases(
  db: Db,
  { version, year, directory }: Asked,
  landed: Uint8Array,
  leasedIn: AreaSums,
  leasedOut: AreaSums,
): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
  const { ownerId, tenantCode, area } = landLease;
  const query = sql`select ${ownerId}, ${tenantCode}, ${area} from ${landLease}
    where ${and(holdsAt(landLease, version), inForce(`${year}-12-31`, landLease, landLeases.history))}`;
  const tenants = new Map<number, Set<string>>();
  await copyRows(db, query, 3, (row) => {
    const [owner, tenant] = [directory.rowOf(row, 0, 0), directory.rowOf(row, 1, 0)];
    if (tenant >= 0) {
      landed[tenant] = 1;
      leasedIn.addCell(tenant, row, 2);
    }
    if (owner < 0) return;
    landed[owner] = 1;
    leasedOut.addCell(owner, row, 2);
    const its = tenants.get(owner) ?? new Set<string>();
    tenants.set(owner, its.add(row.text(1)!));
  });
  return tenants;
}
