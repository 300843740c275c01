import { describe, expect, it } from 'vitest';
import { Rational } from '../../src/grading/rational.js';
import { fiscalLines, sumLines, type FiscalBasis } from '../../src/policy-effects/fiscal.js';
import { monthsIn } from '../../src/policy-effects/months.js';
import type { Meter } from '../../src/departments/utilities/meter.js';
import type { Treatment, TreatmentSet } from '../../src/policy/treatment.js';
import { treatmentsOn } from '../../src/policy/treatment-match.js';
import { departmentVocabulary } from '../../src/departments/vocabulary.js';
import { parseTreatments } from '../../src/policy/treatment-parse.js';
import { OWNER, source, squares } from '../land-tax/records.js';

const YEAR = Array.from({ length: 12 }, (_, month) => month + 1);

function setOf(items: string): TreatmentSet {
  const text = `treatments: t\ntitle: t\njurisdiction: 某县\nstatus: partial\nsources: [{ document: 某政发〔2024〕1号 }]\nitems:\n${items}`;
  const parsed = parseTreatments(text, { file: 't.yaml', ...departmentVocabulary });
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.set;
}

const noFacts = () => {
  throw new Error('no conditions here');
};

function lines(items: string, standing: { final?: string; treatedAs?: string }, over: Partial<FiscalBasis> = {}) {
  const set = setOf(items);
  const halves = [YEAR.slice(0, 6), YEAR.slice(6)];
  const phases = halves.map((months) => ({
    months,
    treatmentsFor: treatmentsOn([set], noFacts, `2024-${String(months[0]).padStart(2, '0')}-01`),
  }));
  const basis: FiscalBasis = { year: 2024, phases, sources: [], meters: [], ...over };
  const result = { row: 0, creditCode: OWNER, final: standing.final, treatedAs: standing.treatedAs };
  return fiscalLines(basis, [result]).map(({ applied: { treatment }, item, base, months, amount }) =>
    [treatment.id, item, base?.toString(), months, amount?.toFixed(2)].join(' '),
  );
}

const RELIEF = '  - { id: b, kind: LAND_USE_TAX, classes: [B], rate: 80, unit: "%" }\n';
const METER: Meter = { creditCode: OWNER, account: '0571001', electricity: Rational.from('123456.7'), water: Rational.from('1000') };

describe('land-use tax', () => {
  it('is relieved by a share of the yearly tax: 20,000 ㎡ × 6 = 120,000, of which 80 %', () =>
    expect(lines(RELIEF, { final: 'B' }, { sources: [source({ taxableArea: squares('20000'), rate: Rational.integer(6) })] })).toEqual([
      'b TD1 120000 12 96000.00',
    ]));
  it('counts the months in which a source is in force', () =>
    expect(lines(RELIEF, { final: 'B' }, { sources: [source({ startDate: '2024-03-01', endDate: '2024-12-01' })] })).toEqual([
      'b TD1 10000 9 6000.00',
    ]));
  it('counts the months in which a treatment is in force', () =>
    expect(lines(RELIEF.replace('rate', 'to: 2024-06-30, rate'), { final: 'B' }, { sources: [source()] })).toEqual([
      'b TD1 10000 6 4000.00',
    ]));
  it('is relieved by the class that a state is treated as, not without one', () => {
    expect(lines(RELIEF, { treatedAs: 'B' }, { sources: [source()] })).toEqual(['b TD1 10000 12 8000.00']);
    expect(lines(RELIEF, {}, { sources: [source()] })).toEqual([]);
  });
  it('takes the highest of several reliefs', () =>
    expect(
      lines(
        `${RELIEF}  - { id: more, kind: LAND_USE_TAX, classes: [B], rate: 90, unit: "%", from: 2024-07-01 }\n`,
        { final: 'B' },
        { sources: [source()] },
      ),
    ).toEqual(['b TD1 10000 6 4000.00', 'more TD1 10000 6 4500.00']));
  it('has no relief on trial', () =>
    expect(lines(RELIEF.replace('rate', 'trial: true, rate'), { final: 'B' }, { sources: [source()] })).toEqual([]));
  it('rounds each line half up to 分', () =>
    expect(lines(RELIEF, { final: 'B' }, { sources: [source({ taxableArea: squares('0.00625'), rate: Rational.ONE })] })).toEqual([
      'b TD1 0.00625 12 0.01',
    ]));
});

describe('meters', () => {
  it('electricity is surcharged by the kWh of each account', () =>
    expect(lines('  - { id: d, kind: ELECTRICITY, classes: [D], rate: 0.3, unit: 元/kWh }\n', { final: 'D' }, { meters: [METER] })).toEqual(
      ['d 0571001 123456.7 12 37037.01'],
    ));
  it('water by the 吨, or by a share of its price, or not at all without one', () => {
    const water = (rest: string) => lines(`  - { id: d, kind: WATER, classes: [D], ${rest} }\n`, { final: 'D' }, { meters: [METER] });
    expect(water('rate: 1.75, unit: 元/吨')).toEqual(['d 0571001 1000 12 1750.00']);
    expect(water('rate: 15, unit: "%", price: 3.5')).toEqual(['d 0571001 1000 12 525.00']);
    expect(water('rate: 15, unit: "%"')).toEqual(['d 0571001 1000 12 ']);
  });
});

it('a gate takes subsidies, not grades', () => {
  const items = '  - { id: reward, kind: SUBSIDY, classes: [A], amount: 100000 }\n';
  expect(lines(items, { final: 'A' })).toEqual(['reward   12 100000.00']);
  expect(lines(`${items}  - { id: gate, kind: OTHER, classes: [A], vetoes: [SUBSIDY], text: 不予奖补 }\n`, { final: 'A' })).toEqual([]);
});

it('sums lines, and counts those without an amount', () => {
  const set = setOf(RELIEF);
  const treatment = set.items[0] as Treatment;
  const line = (amount: string | undefined) => ({
    ...{ creditCode: OWNER, row: 0, kind: treatment.kind, applied: { treatment, set, why: '' }, item: null, base: undefined, months: 12 },
    amount: amount === undefined ? undefined : Rational.from(amount),
    byQuarter: undefined,
  });
  const [sum] = [...sumLines([line('0.10'), line('0.20'), line(undefined)], ({ kind }) => kind).values()];
  expect([sum!.amount.toFixed(2), sum!.lines, sum!.withoutAmount]).toEqual(['0.30', 3, 1]);
});

it.each([
  [null, null, 12],
  ['2024-03-01', null, 10],
  ['2024-03-15', null, 10],
  [null, '2024-07-01', 6],
  [null, '2024-06-30', 6],
  ['2025-01-01', null, 0],
  [null, '2024-01-01', 0],
  ['2024-05-01', '2024-05-01', 0],
  ['2020-01-01', '2030-01-01', 12],
])('from %s to %s: %i months of 2024', (from, to, months) => expect(monthsIn(2024, YEAR, from, to)).toHaveLength(months));
