import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { departmentVocabulary } from '../../src/departments/vocabulary.js';
import { grade } from '../../src/grading/grade.js';
import type { Population } from '../../src/grading/population.js';
import { printAssessment, type PrintedResult } from '../../src/grading/print.js';
import { Rational } from '../../src/grading/rational.js';
import type { Scheme } from '../../src/grading/scheme.js';
import { loadSchemes } from '../../src/policy/registry.js';
import { populationOf, type FactValue } from '../grading/population-of.js';
import { schemeOf } from '../policy/scheme-of.js';
import { caseFiles, type CaseFile, type ExpectedOf, type SchemeCase } from './case-file.js';

const { schemes, problems } = await loadSchemes(new URL('../../schemes', import.meta.url).pathname, departmentVocabulary);

it('all shipped schemes are read', () => expect(problems).toEqual([]));

it('every scheme that can be run has cases', () => {
  const runnable = [...schemes.values()].filter(({ scheme }) => scheme.unknown.length === 0).map(({ scheme }) => scheme.id);
  expect(runnable).toContain('linhai-2014');
  expect(caseFiles().map(({ scheme }) => scheme)).toEqual(expect.arrayContaining(runnable));
});

describe.each(caseFiles())('$file', (file) => {
  it.each(file.cases)('$name', (found) => {
    if (found.refused) {
      const attempt = (): unknown => grade(schemeFor(file, found), population(found));
      for (const path of found.refused) expect(attempt).toThrow(path);
      return;
    }
    const { groups, results } = printAssessment(grade(schemeFor(file, found), population(found)));
    const benchmarksOf = (group: string): Readonly<Record<string, string>> => groups.find((each) => each.id === group)!.benchmarks;
    for (const [name, firm] of Object.entries(found.firms)) {
      const result = results.find(({ creditCode }) => creditCode === name)!;
      expect({ firm: name, ...asExpected(result, firm.expect ?? {}) }).toEqual({ firm: name, ...firm.expect });
      for (const wrong of eachOf(firm.not ?? {}))
        expect({ firm: name, ...asExpected(result, wrong) }).not.toEqual({ firm: name, ...wrong });
    }
    for (const [group, benchmarks] of Object.entries(found.benchmarks ?? {})) {
      expect(benchmarksOf(group)).toMatchObject(benchmarks);
    }
    for (const [group, benchmarks] of Object.entries(found.not?.benchmarks ?? {})) {
      for (const [indicator, wrong] of Object.entries(benchmarks)) {
        expect(benchmarksOf(group)).toEqual(expect.objectContaining({ [indicator]: expect.any(String) as string }));
        expect(benchmarksOf(group)[indicator]).not.toBe(wrong);
      }
    }
    for (const [group, classes] of Object.entries(found.classes ?? {})) {
      expect(groups.find((each) => each.id === group)!.classes).toEqual(classes);
    }
  });
});

/** The shipped scheme of the file, or the method of the file that the case names. */
function schemeFor({ scheme, methods }: CaseFile, { method }: SchemeCase): Scheme {
  if (scheme !== undefined) return schemes.get(scheme)!.scheme;
  const head = { scheme: 'worked', title: method, jurisdiction: '算例', years: [2024], status: 'example', sources: [{ document: '示例' }] };
  return schemeOf(stringify({ ...head, ...methods![method!] }));
}

/** Each thing it says, alone. */
function eachOf({ points = {}, ...others }: ExpectedOf): readonly ExpectedOf[] {
  const alone = (values: object): readonly object[] => Object.entries(values).map(([key, value]) => ({ [key]: value as unknown }));
  return [...alone(others), ...alone(points).map((each) => ({ points: each as Record<string, string | null> }))];
}

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
        (firms[name]!.leases ?? []).map(({ parcel, owner, mu }) => ({
          tenant,
          owner: names.indexOf(owner),
          parcel,
          area: Rational.from(String(mu)),
        })),
      ),
    },
  );
}
