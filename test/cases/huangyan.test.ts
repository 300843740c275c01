import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { grade } from '../../src/grading/grade.js';
import { printAssessment } from '../../src/grading/print.js';
import { populationOf, type SyntheticEnterprise } from '../grading/population-of.js';
import { schemeOf } from '../policy/scheme-of.js';

interface Expected {
  readonly total: string;
  readonly rank: number;
  readonly points: Readonly<Record<string, string>>;
}

const here = new URL('./', import.meta.url);
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, here), 'utf8'));
const { enterprises } = read('huangyan-facts.json') as { enterprises: Record<string, Omit<SyntheticEnterprise, 'creditCode'>> };
const expected = read('huangyan-expected.json') as Record<string, Record<string, Expected>>;

describe('黄岩, the published formula', () => {
  for (const year of [2021, 2022]) {
    it(`gives the totals, ranks and points of ${year}`, () => {
      const scheme = schemeOf(readFileSync(new URL(`../../schemes/huangyan/${year}.yaml`, here), 'utf8'));
      const firms = Object.entries(enterprises).map(([creditCode, facts]) => ({ creditCode, ...facts }));
      const { results } = printAssessment(grade(scheme, populationOf(year, firms)));
      const found = Object.fromEntries(results.map(({ creditCode, total, rank, points }) => [creditCode, { total, rank, points }]));
      expect(found).toEqual(expected[year]);
    });
  }
});
