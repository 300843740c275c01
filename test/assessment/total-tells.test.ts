import { describe, expect, it } from 'vitest';
import type { DepartmentId } from '../../src/grading/fact.js';
import { hiddenParts, type FactSight } from '../../src/assessment/hidden-points.js';
import { toldByTotal } from '../../src/assessment/total-tells.js';
import { schemeOf } from '../policy/scheme-of.js';
import { FACTS } from '../policy/vocabulary.js';

/** Who sees tax and land, as a tax officer does. */
const sight: FactSight = {
  departmentOf: (fact) => FACTS.find(({ id }) => id === fact)?.department ?? 'county',
  sees: (departments: readonly DepartmentId[]) => departments.every((each) => each === 'tax' || each === 'land'),
};

/** Id, numerator, denominator, weight, and the rest of the line. */
type Line = readonly [string, string, string | null, number, string?];
const CAPPED = 'points: { family: ratio, benchmark: 1, cap: 1.5 }';

function partsOf(lines: readonly Line[], extras: readonly string[] = [], derived: readonly string[] = []) {
  const written = lines.map(([id, top, bottom, weight, rest = CAPPED]) => `      - { id: ${id}, title: ${id}, numerator: ${top}, ${bottom ? `denominator: ${bottom}, ` : ''}weight: ${weight}, ${rest}, missing: zero }`);
  const text = [
    ...['scheme: one', 'title: one', 'jurisdiction: 某县', 'years: [2024]', 'status: example', 'sources: [{ document: 示例 }]'],
    ...(derived.length > 0 ? ['derived:', ...derived] : []),
    ...['groups:', '  - id: all', '    title: all', '    when: { fact: land.used_area, gt: 0 }', `    total_weight: ${lines.reduce((sum, [, , , weight]) => sum + weight, 0)}`, '    indicators:', ...written],
    ...(extras.length > 0 ? ['    extras:', ...extras] : []),
    '    total: { decimals: 2 }',
  ].join('\n');
  const scheme = schemeOf(text);
  return hiddenParts(scheme, scheme.groups[0]!, 2024, sight);
}

const TAX: Line = ['tax', 'tax.vat_net', 'land.used_area', 40];
const VALUE: Line = ['value', 'statistics.value_added', 'land.used_area', 30];
const POWER: Line = ['power', 'tax.vat_net', 'utilities.electricity', 30];
const told = (lines: readonly Line[], extras?: readonly string[], derived?: readonly string[]) => toldByTotal(partsOf(lines, extras, derived), []).map(({ id }) => id);

describe('what a total gives back of it to who sees tax and land', () => {
  it.each<[string, readonly Line[], readonly string[]]>([
    ['nothing where all of it is seen', [TAX], []],
    ['the one part that is not seen', [TAX, POWER], ['power']],
    ['nothing where two parts leave each other room', [TAX, VALUE, POWER], []],
    ['two that hang on one figure', [TAX, VALUE, ['revenue', 'statistics.value_added', 'tax.vat_net', 20]], ['value', 'revenue']],
    ['a part beside which the other is light', [TAX, VALUE, ['power', 'tax.vat_net', 'utilities.electricity', 2]], ['value']],
    ['one without a cap beside one with', [TAX, [...VALUE.slice(0, 4), 'points: { family: ratio, benchmark: 1 }'] as unknown as Line, POWER], ['value']],
    ['a part beside one that moves in steps', [TAX, VALUE, [...POWER.slice(0, 4), 'points: { family: bands, bands: [{ at_least: 1, points: 30 }] }'] as unknown as Line], ['value']],
    ['a growth of what is seen this year and last: nothing', [[...TAX.slice(0, 4), `growth: true, ${CAPPED}`] as unknown as Line], []],
    ['a growth of what is not', [TAX, [...VALUE.slice(0, 4), `growth: true, ${CAPPED}`] as unknown as Line], ['value']],
  ])('%s', (_, lines, expected) => {
    expect(told(lines)).toEqual(expected);
  });

  it('extra points by a count that is not seen, which nothing bounds', () => {
    expect(told([TAX, VALUE, POWER], ['      - { id: staff, title: staff, count: employment.insured, free: 0, first: 1, each: 1 }'])).toEqual(['staff']);
    expect(told([TAX, VALUE, POWER], ['      - { id: staff, title: staff, count: employment.insured, free: 0, first: 1, each: 1, max: 5 }'])).toEqual([]);
    expect(told([TAX, VALUE, POWER], ['      - { id: letting, title: letting, count: land.tenants, free: 0, first: 1, each: 1 }'])).toEqual([]);
  });

  it('a sum of one unseen fact and seen ones is that fact', () => {
    const derived = ['  both: { title: both, sum: { statistics.value_added: 1, tax.vat_net: 1 } }'];
    expect(told([TAX, ['both', 'both', 'land.used_area', 30], VALUE], [], derived)).toEqual(['both', 'value']);
  });
});

describe('what a total gives back beside another', () => {
  const ENERGY: Line = ['energy', 'statistics.value_added', 'statistics.energy', 30];
  const STAFF: Line = ['staff', 'statistics.value_added', 'employment.average_staff', 30];
  const beside = (lines: readonly Line[], others: readonly Line[]) => toldByTotal(partsOf(lines), partsOf(others).map(({ direction }) => direction)).map(({ id }) => id);

  it('all of it where nothing in it is new', () => {
    expect(beside([VALUE, POWER], [VALUE, POWER])).toEqual(['value', 'power']);
    expect(beside([VALUE, ENERGY], [ENERGY, STAFF, VALUE])).toEqual(['value', 'energy']);
  });

  it('the new part alone where only one is new', () => {
    expect(beside([VALUE, POWER], [VALUE, ENERGY])).toEqual(['power']);
  });

  it('nothing where two are new', () => {
    expect(beside([VALUE, POWER, STAFF], [VALUE, ENERGY])).toEqual([]);
  });
});
