import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { departmentVocabulary } from '../../src/departments/vocabulary.js';
import type { EnterpriseResult } from '../../src/grading/assessment.js';
import { gradePlainly } from '../../src/grading/grade-plainly.js';
import { printAssessment, type PrintedResult } from '../../src/grading/print.js';
import { isRankOnly, type Group, type Operand, type Scheme } from '../../src/grading/scheme.js';
import { figuresGivenBack, VISIBLE_TO_A_COMMITTEE, type FigureGivenBack } from '../../src/policy/figures-given-back.js';
import { loadSchemes } from '../../src/policy/registry.js';
import { populationOf } from '../grading/population-of.js';
import { operandName, operandOf, plainTotal, solvedByPoints, termsOf, valueBehind } from './plain-solver.js';
import { randomFirms, type RandomFirm } from './random-firms.js';

const { schemes, vocabulary } = await loadSchemes(fileURLToPath(new URL('../../schemes', import.meta.url)), departmentVocabulary);
const all = [...schemes.values()].map(({ scheme }) => scheme);
const gradable = all.filter(({ unknown }) => unknown.length === 0);
const departments = new Map(vocabulary.facts.map(({ id, department }) => [id, department]));
const isSeen = (fact: string): boolean => VISIBLE_TO_A_COMMITTEE.has(departments.get(fact)!);

/** An enterprise as graded, and what is shown of it. */
interface Shown {
  readonly firm: RandomFirm;
  readonly result: EnterpriseResult;
  readonly printed: PrintedResult;
}

function graded(scheme: Scheme, firms: readonly RandomFirm[], year: number): readonly Shown[] {
  const assessment = gradePlainly(scheme, populationOf(year, firms));
  const printed = new Map(printAssessment(assessment).results.map((each) => [each.creditCode, each]));
  return firms.map((firm, row) => ({ firm, result: assessment.results[row]!, printed: printed.get(firm.creditCode)! }));
}

const yearOf = ({ years }: Scheme): number => years[0] ?? 2024;
const membersOf = (group: Group, shown: readonly Shown[]): readonly Shown[] => shown.filter(({ result }) => result.group?.id === group.id);
const county = (scheme: Scheme, seed: number): readonly Shown[] => graded(scheme, randomFirms(seed, 60, yearOf(scheme)), yearOf(scheme));

/** Every operand of a group's indicators once; no scheme that ships and can be graded has a growth. */
function operandsOf(group: Group): readonly Operand[] {
  const operands = group.indicators.flatMap(({ numerator, denominator }) => (denominator ? [numerator, denominator] : [numerator]));
  return [...new Map(operands.map((operand) => [operandName(operand), operand])).values()];
}

const sizeIn = (scheme: Scheme, { fact, year }: Operand, firm: RandomFirm): number =>
  operandOf(scheme, fact, firm.figures[yearOf(scheme) + year]!);

const isVisibleOperand = (scheme: Scheme, { fact }: Operand): boolean => termsOf(scheme, fact).every(([term]) => isSeen(term));

function namesOf(scheme: Scheme, group: Group, which: (found: FigureGivenBack) => boolean): readonly string[] {
  const found = figuresGivenBack(scheme, vocabulary).filter((each) => each.group === group.id && which(each));
  return found.map(({ figure }) => {
    const facts = figure.terms.map(({ fact }) => fact).join();
    const isIt = ({ fact, year }: Operand): boolean =>
      year === figure.year &&
      termsOf(scheme, fact)
        .map(([term]) => term)
        .join() === facts;
    return operandName(operandsOf(group).find(isIt)!);
  });
}

/** A solved span holds the truth, and the decimals that are shown leave next to nothing open. */
function expectSolved([low, high]: readonly [number, number], truth: number): void {
  expect(low).toBeLessThanOrEqual(truth * (1 + 1e-9));
  expect(high).toBeGreaterThanOrEqual(truth * (1 - 1e-9));
  expect((high - low) / truth).toBeLessThan(0.01);
}

const groups = gradable.flatMap((scheme) => scheme.groups.map((group) => ({ name: `${scheme.id} ${group.title}`, scheme, group })));

it('goes over every scheme that ships; what cannot be graded yet gives nothing back', () => {
  expect(gradable.length).toBeGreaterThan(17);
  expect(groups.flatMap(({ group }) => group.indicators).filter(({ growth }) => growth)).toEqual([]);
  for (const scheme of all.filter((each) => !gradable.includes(each))) expect(figuresGivenBack(scheme, vocabulary)).toEqual([]);
});

describe('shown points give the figures that the notice names, and no others', () => {
  it.each(groups)('$name', ({ scheme, group }) => {
    const solvedOnce = new Set<string>();
    for (const { firm, result, printed } of [1, 2].flatMap((seed) => membersOf(group, county(scheme, seed)))) {
      const seen = operandsOf(group).filter((operand) => isVisibleOperand(scheme, operand));
      const sizes = new Map(seen.map((operand) => [operandName(operand), sizeIn(scheme, operand, firm)]));
      const solved = solvedByPoints(result, printed.points, sizes);
      for (const operand of operandsOf(group)) {
        const span = solved.get(operandName(operand));
        if (!span || isVisibleOperand(scheme, operand)) continue;
        solvedOnce.add(operandName(operand));
        expectSolved(span, sizeIn(scheme, operand, firm));
      }
    }
    expect([...solvedOnce].toSorted()).toEqual(namesOf(scheme, group, ({ through, exact }) => through === 'points' && exact).toSorted());
  });
});

/** The least number, up to a bound, from which on a rising function is not below a height. */
function reached(height: number, rising: (at: number) => number, bound: number): number {
  let [low, high] = [0, bound];
  for (let step = 0; step < 100; step += 1) {
    const middle = (low + high) / 2;
    if (rising(middle) < height) low = middle;
    else high = middle;
  }
  return high;
}

const isInsideCaps = ({ result, printed }: Shown): boolean =>
  result.indicators.every((found) => valueBehind(found, printed.points[found.id] ?? null) !== undefined);

const withTotal = groups.filter(({ group }) => !isRankOnly(group));
const inTotal = ({ scheme, group }: (typeof groups)[number]): readonly string[] =>
  namesOf(scheme, group, ({ through, exact }) => through === 'total' && exact);

describe('a shown total gives the one figure that the notice names', () => {
  it.each(withTotal.filter((each) => inTotal(each).length > 0))('$name', ({ name, scheme, group }) => {
    const [unknown] = inTotal({ name, scheme, group });
    const inside = membersOf(group, county(scheme, 3)).filter(isInsideCaps);
    expect(inside.length).toBeGreaterThan(3);
    for (const { firm, result, printed } of inside) {
      const truth = sizeIn(
        scheme,
        operandsOf(group).find((operand) => operandName(operand) === unknown)!,
        firm,
      );
      const totalAt = (size: number): number =>
        plainTotal(result, (operand) => (operandName(operand) === unknown ? size : sizeIn(scheme, operand, firm)));
      const half = 0.5 * 10 ** -group.total.decimals!;
      const ends = [Number(printed.total) - half, Number(printed.total) + half].map((height) => reached(height, totalAt, truth * 10));
      expectSolved([ends[0]!, ends[1]!], truth);
      // It never falls, so that no other size is behind the same total.
      const heights = Array.from({ length: 50 }, (_, at) => totalAt((truth * at) / 25));
      expect(heights.every((height, at) => at === 0 || height >= heights[at - 1]!)).toBe(true);
    }
  });
});

/** The firm with some of its figures of the year multiplied. */
function scaled(firm: RandomFirm, year: number, by: ReadonlyMap<string, number>): RandomFirm {
  const times = (fact: string, size: string): string => (Number(size) * (by.get(fact) ?? 1)).toFixed(12);
  const figures = Object.fromEntries(Object.entries(firm.figures[year]!).map(([fact, size]) => [fact, times(fact, size)]));
  return { ...firm, figures: { ...firm.figures, [year]: figures }, facts: { ...firm.facts, [year]: { ...firm.facts[year], ...figures } } };
}

const hiddenFacts = (scheme: Scheme, operands: readonly Operand[]): readonly string[] => [
  ...new Set(operands.flatMap(({ fact }) => termsOf(scheme, fact).map(([term]) => term)).filter((fact) => !isSeen(fact))),
];

describe('figures that occur only as quotients of each other may all be larger behind the same points and totals', () => {
  const unnamed = ({ scheme, group }: (typeof groups)[number]): readonly string[] => {
    const named = figuresGivenBack(scheme, vocabulary).filter((each) => each.group === group.id);
    const told = new Set(named.flatMap(({ figure }) => figure.terms.map(({ fact }) => fact)));
    return hiddenFacts(scheme, operandsOf(group)).filter((fact) => !told.has(fact));
  };
  const some = withTotal.filter((each) => unnamed(each).length > 0);

  it('occurs', () => expect(some.length).toBeGreaterThan(5));

  it.each(some)('$name', (each) => {
    const { scheme, group } = each;
    const before = county(scheme, 4);
    const larger = new Map(unnamed(each).map((fact) => [fact, 1.25]));
    const members = new Set(membersOf(group, before).map(({ firm }) => firm.creditCode));
    const firms = before.map(({ firm }) => (members.has(firm.creditCode) ? scaled(firm, yearOf(scheme), larger) : firm));
    const printed = (shown: readonly Shown[]) => shown.map(({ printed: { points, total, group: of } }) => ({ points, total, of }));
    expect(members.size).toBeGreaterThan(3);
    expect(printed(graded(scheme, firms, yearOf(scheme)))).toEqual(printed(before));
  });
});

describe('where the notice names no figure for a total, the same total may stand above another figure', () => {
  const isFixed = ({ group }: (typeof groups)[number]): boolean =>
    group.indicators.every(({ points }) => points?.family === 'ratio' && points.benchmark?.of === 'fixed');
  const open = withTotal.filter((each) => isFixed(each) && inTotal(each).length === 0);

  it('occurs', () => expect(open.length).toBeGreaterThan(5));

  it.each(open)('$name', ({ scheme, group }) => {
    const year = yearOf(scheme);
    const before = county(scheme, 5);
    const unseen = operandsOf(group).filter((operand) => !isVisibleOperand(scheme, operand));
    const pairs = unseen.flatMap((one) => unseen.filter((other) => other !== one).map((other) => [one, other] as const));
    for (const [one, other] of pairs) {
      const found = membersOf(group, before)
        .filter(isInsideCaps)
        .some(({ firm, result, printed }) => {
          const moved = (by: number): RandomFirm => {
            const first = scaled(firm, year, new Map(hiddenFacts(scheme, [one]).map((fact) => [fact, 1.01])));
            return scaled(first, year, new Map(hiddenFacts(scheme, [other]).map((fact) => [fact, by])));
          };
          const totalOf = (of: RandomFirm): number => plainTotal(result, (operand) => sizeIn(scheme, operand, of));
          const rises = totalOf(moved(1.1)) > totalOf(moved(0.9)) ? 1 : -1;
          const by = reached(rises * totalOf(firm), (at) => rises * totalOf(moved(at)), 3);
          const now = moved(by);
          const again = graded(
            scheme,
            before.map((each) => (each.firm === firm ? now : each.firm)),
            year,
          );
          const its = again.find((each) => each.firm === now)!.printed;
          const isLarger = sizeIn(scheme, one, now) > 1.009 * sizeIn(scheme, one, firm);
          return isLarger && its.group === group.id && its.total === printed.total;
        });
      expect([operandName(one), operandName(other), found]).toEqual([operandName(one), operandName(other), true]);
    }
  });
});
