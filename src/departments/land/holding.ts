import { Rational } from '../../grading/rational.js';
import { inForceOn } from '../in-force.js';
import type { LandHolding, Lease, Title } from './record.js';
import type { LandRows } from './rows.js';

const HUNDRED = Rational.integer(100);

/** The titles and leases in force on 31 December of the year. */
export function landInForce(rows: LandRows, year: number): LandRows {
  const day = `${year}-12-31`;
  return {
    titles: rows.titles.filter((title) => inForceOn(day, title.acquired, title.ended)),
    leases: rows.leases.filter((lease) => inForceOn(day, lease.startDate, lease.endDate)),
  };
}

/**
 * What each enterprise holds of what is in force (HANDOVER.md, Land facts): a unit of several holders counts by the
 * shares handed over, or in equal parts. An enterprise with any title or lease has all of it, absent parts 0; a title
 * or lease without an area leaves the sums that it belongs to missing.
 */
export function holdings(force: LandRows, year: number): ReadonlyMap<string, LandHolding> {
  const holdersOf = countBy(force.titles, (title) => title.unitCode);
  const titles = groupBy(force.titles, (title) => title.holder?.creditCode);
  const leasedIn = groupBy(force.leases, (lease) => lease.tenant);
  const leasedOut = groupBy(force.leases, (lease) => lease.owner);
  const codes = new Set([...titles.keys(), ...leasedIn.keys(), ...leasedOut.keys()]);
  return new Map(
    [...codes].map((creditCode) => {
      const own = titles.get(creditCode) ?? [];
      const into = leasedIn.get(creditCode) ?? [];
      const out = leasedOut.get(creditCode) ?? [];
      const ownedArea = sum(own.map((title) => areaHeld(title, holdersOf.get(title.unitCode)!)));
      const inArea = sum(into.map((lease) => lease.area));
      const outArea = sum(out.map((lease) => lease.area));
      const holding: LandHolding = {
        ...{ creditCode, year, ownedArea, leasedIn: inArea, leasedOut: outArea },
        usedArea: ownedArea && inArea && outArea && ownedArea.plus(inArea).minus(outArea),
        tenants: Rational.integer(new Set(out.map((lease) => lease.tenant)).size),
        titles: own,
        sources: [...own, ...into, ...out].map(({ source }) => source),
      };
      return [creditCode, holding];
    }),
  );
}

function areaHeld(title: Title, holders: number): Rational | undefined {
  const share = title.share ? title.share.over(HUNDRED) : Rational.of(1n, BigInt(holders));
  return title.area?.times(share);
}

function sum(areas: readonly (Rational | undefined)[]): Rational | undefined {
  const known = areas.filter((area) => area !== undefined);
  return known.length === areas.length ? Rational.sum(known) : undefined;
}

function groupBy<T extends Title | Lease>(rows: readonly T[], key: (row: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const of = key(row);
    if (of === undefined) continue;
    const group = groups.get(of);
    if (group) group.push(row);
    else groups.set(of, [row]);
  }
  return groups;
}

function countBy<T>(rows: readonly T[], key: (row: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1);
  return counts;
}
