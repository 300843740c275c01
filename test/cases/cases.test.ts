import { describe, expect, it } from 'vitest';
import { departmentVocabulary } from '../../src/departments/vocabulary.js';
import { grade } from '../../src/grading/grade.js';
import type { Population } from '../../src/grading/population.js';
import { printAssessment, type PrintedResult } from '../../src/grading/print.js';
import { Rational } from '../../src/grading/rational.js';
import { loadSchemes } from '../../src/policy/registry.js';
import { populationOf, type FactValue } from '../grading/population-of.js';
import { caseFiles, type ExpectedOf, type SchemeCase } from './case-file.js';

const { schemes, problems } = await loadSchemes(new URL('../../schemes', import.meta.url).pathname, departmentVocabulary);

it('all shipped schemes are read', () => expect(problems).toEqual([]));

describe.each(caseFiles())('$file', ({ scheme: id, cases }) => {
  it.each(cases)('$name', (found) => {
    const { scheme } = schemes.get(id)!;
    if (found.refused) {
      const attempt = (): unknown => grade(scheme, population(found));
      for (const path of found.refused) expect(attempt).toThrow(path);
      return;
    }
    const { groups, results } = printAssessment(grade(scheme, population(found)));
    for (const [name, firm] of Object.entries(found.firms)) {
      const result = results.find(({ creditCode }) => creditCode === name)!;
      expect({ firm: name, ...asExpected(result, firm.expect ?? {}) }).toEqual({ firm: name, ...firm.expect });
    }
    for (const [group, benchmarks] of Object.entries(found.benchmarks ?? {})) {
      expect(groups.find((each) => each.id === group)!.benchmarks).toMatchObject(benchmarks);
    }
    for (const [group, classes] of Object.entries(found.classes ?? {})) {
      expect(groups.find((each) => each.id === group)!.classes).toEqual(classes);
    }
  });
});

/** A result in the words of the case file, as far as the case speaks of it. */
function asExpected(result: PrintedResult, expected: ExpectedOf): ExpectedOf {
  const all: Required<ExpectedOf> = {
    points: Object.fromEntries(Object.keys(expected.points ?? {}).map((id) => [id, result.points[id] ?? null])),
    total: result.total,
    rank: result.rank,
    initial: result.initial,
    class: result.final,
    state: result.state,
    group: result.group,
    treated_as: result.treatedAs,
    overrides: result.overrides,
  };
  return Object.fromEntries(Object.keys(expected).map((key) => [key, all[key as keyof ExpectedOf]]));
}

function population({ year, firms, all }: SchemeCase): Population {
  const names = Object.keys(firms);
  const texts = (facts: Readonly<Record<string, FactValue | number>>): Record<string, FactValue> =>
    Object.fromEntries(Object.entries(facts).map(([fact, value]) => [fact, typeof value === 'number' ? String(value) : value]));
  return populationOf(
    year,
    Object.entries(firms).map(([creditCode, firm]) => ({
      creditCode,
      facts: { [year]: texts({ ...all, ...firm.facts }), [year - 1]: texts(firm.last_year ?? {}) },
      events: Object.entries(firm.events ?? {}).map(([code, date]) => ({ code, date })),
    })),
    {
      holdings: names.flatMap((name, row) => (firms[name]!.holds ?? []).map((parcel) => ({ row, parcel }))),
      leases: names.flatMap((name, tenant) =>
        (firms[name]!.leases ?? []).map(({ parcel, owner, mu }) => ({ tenant, owner: names.indexOf(owner), parcel, area: Rational.from(String(mu)) })),
      ),
    },
  );
}
