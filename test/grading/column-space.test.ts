import { describe, expect, it } from 'vitest';
import { ColumnSpace } from '../../src/grading/column-space.js';
import { gradeColumns } from '../../src/grading/columnar/grade-columns.js';
import { grade } from '../../src/grading/grade.js';
import type { Population } from '../../src/grading/population.js';
import { printAssessment } from '../../src/grading/print.js';
import { schemeOf } from '../policy/scheme-of.js';
import { populationOf } from './population-of.js';
import { CLASSES, schemeText } from './scheme-text.js';

const FIRMS = 200;

function population(space?: ColumnSpace): Population {
  const firms = Array.from({ length: FIRMS }, (_, at) => ({
    creditCode: String(at).padStart(6, '0'),
    facts: { 2024: { 'tax.vat_net': at % 17 === 0 ? undefined : String((at * 7919) % 401), 'land.used_area': String(1 + (at % 13)) } },
    events: [],
  }));
  return { ...populationOf(2024, firms), space };
}

const scheme = (weight: number) =>
  schemeOf(
    schemeText(`indicators:
- { id: a, numerator: tax.vat_net, denominator: land.used_area, weight: ${weight}, points: { family: ratio, benchmark: { of: mean_of_ratios }, cap: 1.5 }, missing: group_mean }
- { id: b, numerator: tax.vat_net, weight: ${100 - weight}, points: { family: min_max }, missing: hold }
total: { decimals: 2 }
${CLASSES}`),
  );

describe('memory laid out for a population', () => {
  it('gives out columns of zeros that share nothing, and others when it is used up', () => {
    const space = ColumnSpace.laidOut(3, 0);
    const columns = [...Array(8).keys()].flatMap(() => [space.doubles(3), space.integers(3), space.bytes(3)]);
    for (const [at, column] of columns.entries()) column.fill(at + 1);
    expect(columns.map((column) => [...column])).toEqual(columns.map((_, at) => [at + 1, at + 1, at + 1]));
    expect(new Set(columns.map(({ buffer }) => buffer)).size).toBeGreaterThan(1);
    expect([...ColumnSpace.laidOut(3, 1).doubles(3)]).toEqual([0, 0, 0]);
  });

  it('is where a first grade puts its members, their values, totals and places, all of them', () => {
    const space = ColumnSpace.laidOut(FIRMS, 2);
    const { members, groups } = gradeColumns(scheme(60), population(space));
    const used = [members.rows, members.slotOf, groups[0]!.totals.scaled, groups[0]!.ranks, groups[0]!.initial];
    expect(new Set(used.map(({ buffer }) => buffer)).size).toBe(1);
    // The two indicators' values have taken what was left.
    expect(space.doubles(FIRMS).buffer).not.toBe(members.rows.buffer);
  });

  it('changes no digit, nor does a second grade change the first', () => {
    const roomy = population(ColumnSpace.laidOut(FIRMS, 2));
    const first = grade(scheme(60), roomy);
    const before = printAssessment(first);
    const second = grade(scheme(30), roomy);
    expect(before).toEqual(printAssessment(grade(scheme(60), population())));
    expect(printAssessment(second)).toEqual(printAssessment(grade(scheme(30), population())));
    expect(printAssessment(first)).toEqual(before);
  });
});
