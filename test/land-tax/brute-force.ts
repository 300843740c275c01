import { FIRMS, type RawCounty, type RawParcel, type RawSource } from './raw-county.js';

/**
 * LANDTAX.md once more, from the cells of the files, every parcel against every source, in whole ten-thousandths of a ㎡:
 * it shares nothing with the hub. One line a finding: kind, parcel or source, taxpayer, registered, taxable, difference, tax.
 * @param granted the relief that a taxpayer has a ground for, 元
 */
export function bruteForce({ parcels, leases, sources }: RawCounty, granted: (taxpayer: string | undefined) => number): string[] {
  const found: string[] = [];
  const add = (kind: string, what: string, who: string | undefined, areas: (bigint | undefined)[], cents: bigint | undefined) =>
    found.push(
      [
        kind,
        what,
        who ?? '',
        ...areas.map((area) => (area === undefined ? '–' : String(area))),
        cents === undefined ? '?' : String(cents),
      ].join(' '),
    );
  const held = parcels.filter((row) => inForce(row.acquired, row.ended));
  const declared = sources.filter((row) => inForce(row.from, row.to));
  for (const key of new Set(held.map(({ unit }) => unit.slice(0, 19)))) {
    const row = standing(held, key)!;
    const area = squares(row.area);
    const owner = linked(row.id, row.name);
    const known = owner !== undefined || /^(\d{12}|\d{15}|\d{17}[\dX])$/.test(row.id);
    const its = declared.filter(({ unit }) => unit.slice(0, 19) === key);
    const [taxable, all] = [sum(its.map((each) => squares(each.taxable))), sum(its.map(whole))];
    const rate = rateOf(row.landClass);
    if (its.length === 0 && owner !== undefined && (area === undefined || area > METRE))
      add('NOT_REGISTERED', key, owner, [area, 0n, area], tax(area, rate));
    if (its.length === 0 && owner === undefined && key[12] === 'J') {
      for (const each of leases.filter(({ unit, from, to }) => unit.slice(0, 19) === key && inForce(from, to))) {
        const let_ = squares(each.area);
        if (let_ === undefined || let_ > METRE) add('LEASE_NOT_DECLARED', key, each.tenant, [area, 0n, let_], tax(let_, rate));
      }
    }
    if (its.length > 0 && area !== undefined && all !== undefined && area - all > METRE)
      add('UNDER_DECLARED', key, owner, [area, taxable, area - all], tax(area - all, rate));
    for (const payer of new Set(its.map(identity))) {
      const same = its.filter((each) => identity(each) === payer);
      const total = same.reduce((so, each) => so + (squares(each.taxable) ?? 0n) + (squares(each.relieved) ?? 0n), 0n);
      if (same.length > 1 && area !== undefined && total > area + METRE)
        add(
          'DUPLICATED_SOURCE',
          key,
          linked(same[0]!.payer, same[0]!.payerName),
          [area, sum(same.map((each) => squares(each.taxable))), area],
          0n,
        );
    }
    if (!known) add('UNLINKED_HOLDER', key, undefined, [area, undefined, undefined], 0n);
  }
  for (const each of declared) {
    const row = each.unit === '' ? undefined : standing(held, each.unit.slice(0, 19));
    const [area, taxable, occupied, payer] = [
      row && squares(row.area),
      squares(each.taxable),
      squares(each.occupied),
      linked(each.payer, each.payerName),
    ];
    if (taxable !== undefined && occupied !== undefined && taxable > occupied + METRE)
      add('OVER_OCCUPIED', each.id, payer, [area, taxable, taxable - occupied], 0n);
    if (row && level(row.landClass) !== '' && level(each.landClass) !== '' && level(row.landClass) !== level(each.landClass)) {
      const [right, wrong] = [rateOf(row.landClass), rateOf(each.landClass)];
      add(
        'WRONG_CLASS',
        each.id,
        payer,
        [area, taxable, taxable],
        tax(taxable, right === undefined || wrong === undefined ? undefined : right - wrong),
      );
    }
    if (!row) add('NO_TITLE', each.id, payer, [undefined, taxable, taxable], 0n);
    const beyond = Math.round((Number(each.relief || '0') - granted(payer)) * 100);
    if (beyond > 0) add('RELIEF_WITHOUT_GROUND', each.id, payer, [area, taxable, undefined], BigInt(beyond));
  }
  return found.sort();
}

/** 1 ㎡. */
const METRE = 10_000n;
/** Tenths of 元 a ㎡: the sample county's. */
const RATES: Record<string, bigint> = { 一: 150n, 二: 100n, 三: 60n, 四: 30n, 五: 15n };

function squares(text: string): bigint | undefined {
  const match = /^(\d+)(?:\.(\d{1,4}))?$/.exec(text);
  return match ? BigInt(match[1]!) * METRE + BigInt((match[2] ?? '').padEnd(4, '0')) : undefined;
}

function inForce(from: string, to: string): boolean {
  const plain = (text: string) =>
    text
      .replace(/[年月/]/g, '-')
      .replace('日', '')
      .replace(/-(\d)(?=-|$)/g, '-0$1');
  return (from === '' || plain(from) <= '2024-12-31') && (to === '' || plain(to) > '2024-12-31');
}

function linked(id: string, name: string): string | undefined {
  if (id !== '') return FIRMS.find(({ code }) => code === id)?.code;
  const same = FIRMS.filter((firm) => firm.name === name.replace(/\s/g, ''));
  return same.length === 1 ? same[0]!.code : undefined;
}

function identity({ payer, payerName }: RawSource): string {
  return linked(payer, payerName) ?? (payer === '' ? payerName : payer);
}

function standing(held: readonly RawParcel[], key: string): RawParcel | undefined {
  const rows = held.filter(({ unit }) => unit.slice(0, 19) === key);
  const land = rows.filter(({ unit }) => unit.endsWith('W00000000'));
  return (land.length > 0 ? land : rows).sort(
    (a, b) => Number((squares(b.area) ?? 0n) - (squares(a.area) ?? 0n)) || (a.unit < b.unit ? -1 : 1),
  )[0];
}

function whole({ taxable, relieved }: RawSource): bigint | undefined {
  const area = squares(taxable);
  return area === undefined ? undefined : area + (squares(relieved) ?? 0n);
}

function sum(areas: readonly (bigint | undefined)[]): bigint | undefined {
  return areas.reduce((so, each) => (so === undefined || each === undefined ? undefined : so + each), 0n);
}

function level(landClass: string): string {
  return landClass.replace('1', '一').replace('１', '一').replace('Ⅰ', '一').replace('2', '二').replace('级', '');
}

function rateOf(landClass: string): bigint | undefined {
  return RATES[level(landClass)];
}

/** 分, half up in magnitude: ten-thousandths of a ㎡ by tenths of 元 are hundred-thousandths of 元. */
function tax(area: bigint | undefined, rate: bigint | undefined): bigint | undefined {
  if (area === undefined || rate === undefined) return undefined;
  const [size, sign] = area * rate < 0n ? [-area * rate, -1n] : [area * rate, 1n];
  return sign * ((size + 500n) / 1000n);
}
