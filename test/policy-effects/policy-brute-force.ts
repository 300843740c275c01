import { FIRMS, type RawItem, type RawPolicy, type RawReport, type RawTaxSource } from './raw-policy.js';

/** Money of the year: firm, kind, number of the item, what of, months, and 分 in all and by quarter (undefined: cannot be told). */
export interface RawLine {
  readonly firm: number;
  readonly kind: RawItem['kind'];
  readonly item: number;
  readonly of: string;
  readonly months: number;
  readonly cents: bigint | undefined;
  readonly inQuarter: readonly bigint[];
}

const MONTHS = Array.from({ length: 12 }, (_, month) => month + 1);

/**
 * What policy gives and takes in 2024, month by month and day by day in whole numbers: it shares nothing with the hub.
 * A month's money of a source or account is what the rounded sum since January grows by in it.
 */
export function linesByMonth({ firms, sources, meters, items }: RawPolicy): RawLine[] {
  const lines = new Map<string, { firm: number; item: number; of: string; inMonth: (bigint | undefined)[] }>();
  const exact = new Map<string, Fraction>();
  for (const month of MONTHS) {
    const add = (firm: number, item: number, of: string, base: Fraction | undefined) => {
      const key = `${firm} ${item} ${of}`;
      const line = lines.get(key) ?? { firm, item, of, inMonth: [] };
      lines.set(key, line);
      const { amount, kind } = items[item]!;
      if (amount !== undefined) {
        line.inMonth[month - 1] = line.inMonth.length === 0 ? BigInt(amount) : 0n;
        return;
      }
      const yearly = whole(items[item]!, base);
      const account = `${firm} ${kind} ${of}`;
      const before = exact.get(account) ?? [0n, 1n];
      const after = yearly && plus(before, [yearly[0], yearly[1] * 12n]);
      if (after) exact.set(account, after);
      line.inMonth[month - 1] = after && nearest(...after) - nearest(...before);
    };
    for (const firm of firms.keys()) {
      const met = items.flatMap((item, number) => (applies(item, firms[firm]!, month) ? [number] : []));
      const gone = met.filter((number) => !items[number]!.trial).flatMap((number) => items[number]!.vetoes ?? []);
      const open = met.filter((number) => !items[number]!.trial && !gone.includes(items[number]!.kind));
      const best = (kind: string) => {
        const rated = open.filter((number) => items[number]!.kind === kind && items[number]!.rate !== undefined);
        return rated.find((number) => rated.every((other) => items[other]!.rate! <= items[number]!.rate!));
      };
      const [relief, power, water] = [best('LAND_USE_TAX'), best('ELECTRICITY'), best('WATER')];
      sources.forEach((each, number) => {
        if (each.firm === firm && relief !== undefined && inForceIn(each, month)) add(firm, relief, `TD${number}`, yearly(each));
      });
      meters.forEach((each, number) => {
        if (each.firm === firm && power !== undefined && each.electricity !== undefined)
          add(firm, power, `${number}`, [BigInt(each.electricity) * 100n, 10n]);
        if (each.firm === firm && water !== undefined && each.water !== undefined)
          add(firm, water, `${number}`, [BigInt(each.water) * 100n, 10n]);
      });
      for (const number of open) if (items[number]!.amount !== undefined) add(firm, number, '', undefined);
    }
  }
  return [...lines.values()].map(({ inMonth, ...line }) => {
    // Months that it is not in are holes, which no pass over it meets; one without money makes the whole unknown.
    const told = Object.values(inMonth);
    const of = (quarter: number) => sum(inMonth.slice(3 * quarter, 3 * quarter + 3).flatMap((cents) => cents ?? 0n));
    return {
      ...line,
      ...{ kind: items[line.item]!.kind, months: told.length },
      ...{ cents: told.includes(undefined) ? undefined : sum(told.flatMap((cents) => cents ?? [])), inQuarter: [0, 1, 2, 3].map(of) },
    };
  });
}

/** The ledger: for every quarter and measure what was due and reported (分), and every firm for which the two differ. */
export function ledgerByQuarter(policy: RawPolicy): { lines: string[]; differences: string[] } {
  const lines: string[] = [];
  const differences: string[] = [];
  const owed = linesByMonth(policy);
  for (const quarter of [1, 2, 3, 4]) {
    for (const [measure, kind] of Object.entries(KIND_OF) as [RawReport['measure'], string | undefined][]) {
      const due = FIRMS.map((_, firm) =>
        sum(owed.filter((line) => line.firm === firm && line.kind === kind).map(({ inQuarter }) => inQuarter[quarter - 1]!)),
      );
      const said = policy.reports.filter((report) => report.quarter === quarter && report.measure === measure);
      const given = FIRMS.map((_, firm) => said.filter((report) => report.firm === firm).map(({ amount }) => BigInt(amount)));
      lines.push(`${quarter} ${measure} ${kind ? sum(due) : '–'} ${said.length > 0 ? sum(given.flat()) : '–'}`);
      if (!kind || said.length === 0) continue;
      FIRMS.forEach((code, firm) => {
        const gave = given[firm]!;
        if (sum(gave) !== due[firm]!)
          differences.push(`${quarter} ${measure} ${code} ${due[firm]!} ${gave.length > 0 ? sum(gave) : '–'} ${sum(gave) - due[firm]!}`);
      });
    }
  }
  return { lines: lines.sort(), differences: differences.sort() };
}

const KIND_OF = {
  LAND_USE_TAX_RELIEF: 'LAND_USE_TAX',
  SUBSIDY: 'SUBSIDY',
  ELECTRICITY_SURCHARGE: 'ELECTRICITY',
  WATER_SURCHARGE: 'WATER',
  POWER_TRADING: undefined,
};

type Fraction = readonly [over: bigint, under: bigint];

function applies({ classes, from, to }: RawItem, { final, treatedAs }: RawPolicy['firms'][number], month: number): boolean {
  const first = dayOf(month, 1);
  if ((from !== undefined && from > first) || (to !== undefined && to < first)) return false;
  return !classes || classes.includes(final ?? treatedAs ?? 'none');
}

/** Whether the source is in force on any day of the month. */
function inForceIn({ from, to }: RawTaxSource, month: number): boolean {
  for (let day = 1; day <= new Date(Date.UTC(2024, month, 0)).getUTCDate(); day += 1) {
    const today = dayOf(month, day);
    if ((from === null || from <= today) && (to === null || today < to)) return true;
  }
  return false;
}

/** 分 of tax in a whole year. */
function yearly({ area, rate, tax }: RawTaxSource): Fraction | undefined {
  if (area !== undefined && rate !== undefined) return [BigInt(area) * BigInt(rate), 10n];
  return tax === undefined ? undefined : [BigInt(tax), 1n];
}

/** 分 if it took effect the whole year. */
function whole({ kind, unit, rate, price }: RawItem, base: Fraction | undefined): Fraction | undefined {
  if (!base || (kind === 'WATER' && unit === '%' && price === undefined)) return undefined;
  const share = unit === '%' ? 10_000n : 100n;
  const [priced, per] = price === undefined ? [1n, 1n] : [BigInt(price), 100n];
  return [base[0] * BigInt(rate!) * priced, base[1] * share * per];
}

function plus([a, b]: Fraction, [c, d]: Fraction): Fraction {
  return [a * d + c * b, b * d];
}

/** To the nearest whole, half away from zero. */
function nearest(over: bigint, under: bigint): bigint {
  const whole = ((over < 0n ? -over : over) * 2n + under) / (under * 2n);
  return over < 0n ? -whole : whole;
}

function dayOf(month: number, day: number): string {
  return new Date(Date.UTC(2024, month - 1, day)).toISOString().slice(0, 10);
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sofar, each) => sofar + each, 0n);
}
