import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rational } from '../../src/grading/rational.js';
import { parseDate, parseYear } from '../../src/handover/calendar.js';
import { decimalOfDouble, parseDecimal, scaler } from '../../src/handover/decimal.js';
import { commonKind, conversion, isUnit, isUnitOf } from '../../src/handover/unit.js';

describe('numbers', () => {
  it.each([
    ['0', '0'],
    ['-0.00', '0'],
    ['+5', '5'],
    ['007.500', '7.5'],
    ['-22.65', '-22.65'],
    ['1,234,567.80', '1234567.8'],
    ['-1,000', '-1000'],
    ['123456789012345678901234567890.1', '123456789012345678901234567890.1'],
  ])('reads %s as %s', (text, value) => expect(parseDecimal(text)).toBe(value));

  it.each([
    '1,5',
    '1234,567',
    '12,34',
    ',123',
    '1,,234',
    '30%',
    '1e5',
    '3.31E+27',
    '.5',
    '5.',
    '--1',
    '1 2',
    '十',
    '',
    'NaN',
    '0x1F',
    '1.2.3',
    '9'.repeat(101),
  ])('refuses %j', (text) => expect(parseDecimal(text)).toBeUndefined());

  it('gives equal values equal texts', () => {
    const decimal = fc.tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.nat({ max: 12 }), fc.nat({ max: 4 }));
    fc.assert(
      fc.property(decimal, ([n, places, zeros]) => {
        const digits = (n < 0n ? -n : n).toString().padStart(places + 1, '0');
        const cut = digits.length - places;
        const text = `${n < 0n ? '-' : ''}${'0'.repeat(zeros)}${digits.slice(0, cut)}.${digits.slice(cut)}${'0'.repeat(zeros + 1)}`;
        expect(parseDecimal(text)).toBe(Rational.of(n, 10n ** BigInt(places)).toString());
      }),
    );
  });

  it.each([
    [0.1 + 0.2, '0.3'],
    [1.0000000000000002, '1'],
    [123456789012345.67, '123456789012346'],
    [3.31e27, '3310000000000000000000000000'],
    [1.5e-9, '0.0000000015'],
    [-1e21, '-1000000000000000000000'],
    [2024, '2024'],
    [-0, '0'],
  ])('writes the double %d as %s', (value, text) => expect(decimalOfDouble(value)).toBe(text));

  it('writes any double of 15 digits as the decimal it was typed as', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 15) + 1, max: 10 ** 15 - 1 }), fc.nat({ max: 20 }), (n, places) => {
        const typed = Rational.of(BigInt(n), 10n ** BigInt(places)).toString();
        expect(decimalOfDouble(Number(typed))).toBe(typed);
      }),
    );
  });
});

describe('units', () => {
  it.each([
    ['money', '亿元', '万元', '1.5', '15000'],
    ['money', '元', '万元', '-1', '-0.0001'],
    ['money', '万元', '元', '0.00005', '0.5'],
    ['area', '㎡', '亩', '8469.66', '12.70449'],
    ['area', '平方米', '亩', '2000', '3'],
    ['area', '公顷', '亩', '1.1', '16.5'],
    ['electricity', 'kWh', '万kWh', '955926', '95.5926'],
    ['electricity', '度', '万kWh', '1', '0.0001'],
    ['electricity', '万千瓦时', '万kWh', '7', '7'],
    ['mass', '千克', '吨', '51.5', '0.0515'],
    ['mass', '万吨', '吨', '0.1', '1000'],
    ['water', '立方米', '吨', '3', '3'],
    ['water', '万吨', '吨', '2', '20000'],
    ['energy', 'tce', '吨标煤', '9', '9'],
    ['energy', '千克标煤', '吨标煤', '1', '0.001'],
    ['money', '千元', '万元', '1', '0.1'],
    ['money', '百万元', '千万元', '10', '1'],
    ['area', '万亩', '亩', '1.5', '15000'],
    ['area', '平方公里', '亩', '1', '1500'],
    ['area', '万平方米', '亩', '1', '15'],
    ['electricity', '兆瓦时', '万kWh', '1', '0.1'],
    ['electricity', '亿千瓦时', '万kWh', '1', '10000'],
    ['mass', '克', '吨', '1', '0.000001'],
    ['mass', '公斤', '吨', '1', '0.001'],
    ['water', '万立方米', '吨', '1', '10000'],
    ['energy', '万吨标准煤', '吨标煤', '1', '10000'],
    ['energy', 'kgce', '吨标煤', '1', '0.001'],
    ['persons', '万人', '人', '0.1', '1000'],
    ['rate', '元/亩', '元/㎡', '1', '0.0015'],
    ['rate', '万元/亩', '元/㎡', '1', '15'],
    ['percent', '‰', '%', '5', '0.5'],
  ] as const)('%s: %s in %s, %s is %s', (kind, from, to, given, expected) => {
    expect(scaler(conversion(kind, from, to))(given)).toBe(expected);
  });

  it('has none that do not end, but for 亩 and 公顷 in ㎡ or back', () => {
    expect(scaler(conversion('area', '亩', '㎡'))('1.67')).toBeUndefined();
    expect(scaler(conversion('area', '亩', '㎡'))('3')).toBe('2000');
  });

  it('knows only the listed names', () => {
    for (const name of ['元', '㎡', '度', 'tce', '人', '元/㎡', '%', 'KWH', 'm2', 'M²', '元 ／ m²', '万元/吨标煤', '年'])
      expect(isUnit(name)).toBe(true);
    for (const name of ['十万元', '公吨', '', 'toString', '工业']) expect(isUnit(name)).toBe(false);
    expect(isUnitOf('persons', '万元')).toBe(false);
    expect(commonKind('吨', '万吨')).toBeDefined();
    expect(commonKind('千克', '立方米')).toBeUndefined();
    expect(() => conversion('money', '元', '亩')).toThrow(RangeError);
  });

  it('converts exactly, there and back', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
        fc.nat({ max: 8 }),
        fc.constantFrom(['money', '元', '亿元'], ['area', '㎡', '亩'], ['mass', '千克', '万吨'], ['water', '立方米', '万吨'] as const),
        (n, places, [kind, from, to]) => {
          const given = Rational.of(n, 10n ** BigInt(places)).toString();
          const there = scaler(conversion(kind as 'area', from, to))(given)!;
          expect(Rational.from(there).equals(Rational.from(given).times(conversion(kind as 'area', from, to)))).toBe(true);
          expect(scaler(conversion(kind as 'area', to, from))(there)).toBe(given);
        },
      ),
    );
  });
});

describe('days and years', () => {
  it.each(['2019-03-05', '2019/3/5', '2019.3.5', '20190305', '2019年3月5日', '2019-3-05', '2019.03.05', '2019年03月05日'])(
    'reads %s',
    (text) => expect(parseDate(text)).toBe('2019-03-05'),
  );

  it.each([
    '2010-13-45',
    '2019-02-29',
    '1900-02-29',
    '2019-3/5',
    '43529',
    '2019-03',
    '2019-03-05 00:00',
    '19-3-5',
    '2019年3月',
    '0000-01-01',
    '20191301',
    '',
  ])('refuses %j', (text) => expect(parseDate(text)).toBeUndefined());

  it('knows leap years', () => {
    expect(parseDate('2000-2-29')).toBe('2000-02-29');
    expect(parseDate('2024-2-29')).toBe('2024-02-29');
    expect(parseDate('2100-2-29')).toBeUndefined();
  });

  it('accepts exactly the days of the calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 9999 }), fc.nat({ max: 13 }), fc.nat({ max: 32 }), (year, month, day) => {
        const date = new Date(Date.UTC(year, month - 1, day));
        const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
        expect(parseDate(`${year}年${month}月${day}日`)).toBe(real ? date.toISOString().slice(0, 10) : undefined);
      }),
    );
  });

  it('reads years', () => {
    for (const text of ['2024', '2024年', '2024年度']) expect(parseYear(text)).toBe(2024);
    for (const text of ['二〇二四', '24', '1899', '2101', '2024.0', '2024度', '2024-01-01', '']) expect(parseYear(text)).toBeUndefined();
  });
});
