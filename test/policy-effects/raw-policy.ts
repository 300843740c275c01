import fc from 'fast-check';

/** A small county's year of policy in whole numbers: 分, tenths of a ㎡, of a kWh and of a 吨, hundredths of a rate. */
export interface RawPolicy {
  readonly firms: readonly RawStanding[];
  readonly sources: readonly RawTaxSource[];
  readonly meters: readonly RawMeter[];
  readonly items: readonly RawItem[];
  readonly reports: readonly RawReport[];
}

export interface RawStanding {
  readonly final: string | undefined;
  readonly treatedAs: string | undefined;
}

export interface RawTaxSource {
  /** Which firm; nobody known where there is none of the number. */
  readonly firm: number;
  readonly area: number | undefined;
  readonly rate: number | undefined;
  readonly tax: number | undefined;
  readonly from: string | null;
  readonly to: string | null;
}

export interface RawMeter {
  readonly firm: number;
  readonly electricity: number | undefined;
  readonly water: number | undefined;
}

export interface RawItem {
  readonly kind: 'LAND_USE_TAX' | 'ELECTRICITY' | 'WATER' | 'SUBSIDY' | 'OTHER';
  readonly classes: readonly string[] | undefined;
  readonly rate?: number;
  readonly unit?: string;
  readonly price?: number | undefined;
  readonly amount?: number;
  readonly vetoes?: readonly string[];
  readonly trial: boolean;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export interface RawReport {
  readonly firm: number;
  readonly quarter: number;
  readonly measure: 'LAND_USE_TAX_RELIEF' | 'SUBSIDY' | 'ELECTRICITY_SURCHARGE' | 'WATER_SURCHARGE' | 'POWER_TRADING';
  readonly amount: number;
}

export const FIRMS = ['913399011B50G4FE5D', '913399011FMM03JCX5', '913399019A7DJ21K6X', '913399011EFA80BJ4T'] as const;
const FIRM = fc.nat(FIRMS.length);
const CLASS = fc.constantFrom('A', 'B', 'C', 'D');
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 4 });

/** A day about 2024, often the first or the last of a month, where months are won and lost. */
const DAY = fc
  .tuple(fc.integer({ min: -7, max: 18 }), fc.constantFrom(1, 1, 0, 0, 2, 15, 28))
  .map(([month, day]) => new Date(Date.UTC(2024, month, day)).toISOString().slice(0, 10));
const OPEN_DAY = fc.option(DAY, { nil: undefined, freq: 2 });
const PERIOD = fc.tuple(OPEN_DAY, OPEN_DAY).map(([from, to]) => (from && to && to < from ? { from: to, to: from } : { from, to }));

const WHEN = { classes: maybe(fc.uniqueArray(CLASS, { minLength: 1 })), trial: fc.integer({ max: 7, min: 0 }).map((of) => of === 0) };
const RATES = [
  fc.record({ ...WHEN, kind: fc.constant('LAND_USE_TAX' as const), rate: fc.integer({ min: 0, max: 10_000 }), unit: fc.constant('%') }),
  fc.record({ ...WHEN, kind: fc.constant('ELECTRICITY' as const), rate: fc.integer({ min: -20, max: 99 }), unit: fc.constant('元/kWh') }),
  fc.record({ ...WHEN, kind: fc.constant('WATER' as const), rate: fc.integer({ min: 1, max: 300 }), unit: fc.constant('元/吨') }),
  fc.record({
    ...WHEN,
    kind: fc.constant('WATER' as const),
    rate: fc.integer({ min: 301, max: 5_000 }),
    unit: fc.constant('%'),
    price: maybe(fc.integer({ min: 1, max: 999 })),
  }),
];
const SUM = fc.record({ ...WHEN, kind: fc.constant('SUBSIDY' as const), amount: fc.integer({ min: 1, max: 99_999_999 }) });
const GATE = fc.record({
  ...WHEN,
  kind: fc.constant('OTHER' as const),
  vetoes: fc.uniqueArray(fc.constantFrom('SUBSIDY', 'LAND_USE_TAX', 'WATER'), { minLength: 1 }),
});
const ITEM: fc.Arbitrary<RawItem> = fc
  .tuple(fc.oneof(...RATES, RATES[0]!, SUM, GATE) as fc.Arbitrary<Omit<RawItem, 'from' | 'to'>>, PERIOD)
  .map(([item, period]) => ({ ...item, ...period }));

const SOURCE: fc.Arbitrary<RawTaxSource> = fc.record({
  firm: FIRM,
  area: maybe(fc.nat(999_999)),
  rate: maybe(fc.nat(3_000)),
  tax: maybe(fc.nat(99_999_999)),
  from: OPEN_DAY.map((day) => day ?? null),
  to: OPEN_DAY.map((day) => day ?? null),
});

export const rawPolicy: fc.Arbitrary<RawPolicy> = fc.record({
  firms: fc.array(fc.record({ final: maybe(CLASS), treatedAs: maybe(CLASS) }), { minLength: FIRMS.length, maxLength: FIRMS.length }),
  sources: fc.array(SOURCE, { maxLength: 8 }),
  meters: fc.array(fc.record({ firm: FIRM, electricity: maybe(fc.nat(99_999_999)), water: maybe(fc.nat(9_999_999)) }), { maxLength: 5 }),
  items: fc.array(ITEM, { minLength: 1, maxLength: 8 }),
  reports: fc.array(
    fc.record({
      firm: fc.nat(FIRMS.length - 1),
      quarter: fc.integer({ min: 1, max: 4 }),
      measure: fc.constantFrom('LAND_USE_TAX_RELIEF', 'SUBSIDY', 'ELECTRICITY_SURCHARGE', 'WATER_SURCHARGE', 'POWER_TRADING'),
      amount: fc.integer({ min: -9_999, max: 9_999_999 }),
    }),
    { maxLength: 10 },
  ),
});
