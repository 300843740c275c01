import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { departmentVocabulary } from '../../src/departments/vocabulary.js';
import { FactTable } from '../../src/grading/fact-table.js';
import type { TreatmentSet } from '../../src/policy/treatment.js';
import { setsFor, treatmentsOn, unknownClasses } from '../../src/policy/treatment-match.js';
import { parseTreatments } from '../../src/policy/treatment-parse.js';
import { populationOf, type FactValue } from '../grading/population-of.js';
import { schemeOf } from './scheme-of.js';

async function shipped(file: string): Promise<TreatmentSet> {
  const parsed = parseTreatments(await readFile(`treatments/${file}`, 'utf8'), { file, ...departmentVocabulary });
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.set;
}

/** What applies on a day to a firm of 2020 with these facts. */
function applied(set: TreatmentSet, day: string, standing: { final?: string; treatedAs?: string }, facts: Record<string, FactValue> = {}) {
  const population = populationOf(2020, [{ creditCode: '913399011B50G4FE5D', facts: { 2020: facts } }]);
  const table = new FactTable(population, set.derived);
  const found = treatmentsOn([set], () => table, day)(0, { final: standing.final, treatedAs: standing.treatedAs });
  return found.map(({ treatment, why }) => `${treatment.id}：${why}`);
}

describe('浙政办发〔2019〕62号', () => {
  const maker = { 'enterprise.industry': '3311' };
  it('relieves manufacturing firms by class, until 2021-12-31', async () => {
    const set = await shipped('zhejiang/2019-62.yaml');
    expect(applied(set, '2021-12-31', { final: 'B' }, maker)).toEqual(['class-b：评为B类，符合所列条件，依据浙政办发〔2019〕62号']);
    expect(applied(set, '2022-01-01', { final: 'B' }, maker)).toEqual([]);
    expect(applied(set, '2018-12-31', { final: 'B' }, maker)).toEqual([]);
    expect(applied(set, '2021-06-30', { final: 'B' }, { 'enterprise.industry': '4411' })).toEqual([]);
    expect(applied(set, '2021-06-30', { final: 'B' })).toEqual([]);
  });
  it('reads the older classes, and states that are treated as a class', async () => {
    const set = await shipped('zhejiang/2019-62.yaml');
    expect(applied(set, '2021-06-30', { final: '第一类' }, maker)).toEqual([expect.stringMatching(/^class-a：/)]);
    expect(applied(set, '2021-06-30', { treatedAs: 'B' }, maker)).toEqual(['class-b：按B类对待，符合所列条件，依据浙政办发〔2019〕62号']);
    expect(applied(set, '2021-06-30', {}, maker)).toEqual([]);
  });
});

it('瑞安 2018 charges C and C-, each its own', async () => {
  const set = await shipped('ruian/2018.yaml');
  const kinds = (final: string) => applied(set, '2018-07-01', { final }).map((each) => each.split('：')[0]);
  expect(kinds('C')).toEqual(['electricity-c', 'water']);
  expect(kinds('C-')).toEqual(['electricity-c-minus', 'water']);
  expect(kinds('D')).toEqual([]);
});

describe("镇海's gate", () => {
  it.each([
    ['100', '50000', false],
    ['99.99', '4999.5', false],
    ['99.99', '5000', true],
    ['99.99', undefined, true],
    [undefined, '100', true],
  ])('R&D %s of sales %s: subsidies refused %s', async (rd, revenue, refused) => {
    const set = await shipped('zhenhai/rd-gate.yaml');
    expect(applied(set, '2020-06-30', { final: 'A' }, { 'statistics.rd_expense': rd, 'statistics.revenue': revenue }).length > 0).toBe(
      refused,
    );
  });
});

const SCHEME = `scheme: x-2020
title: x
jurisdiction: 浙江省台州市黄岩区
years: [2020]
status: example
sources: [{ document: x }]
groups:
  - id: all
    title: 全部
    when: { fact: land.used_area, gte: 0 }
    indicators:
      - { id: tax, title: 税, numerator: tax.vat_net, denominator: land.used_area, weight: 100, points: { family: best }, missing: hold }
    total: { decimals: 2 }
    classes: { by: rank_share, upto: { 第一类: 20%, 第二类: 60%, 丙: 100% } }
`;

it('takes the treatments of the jurisdiction and of the places above it', async () => {
  const scheme = schemeOf(SCHEME);
  const sets = [await shipped('zhejiang/2019-62.yaml'), await shipped('ruian/2018.yaml'), await shipped('example-county/2024.yaml')];
  expect(setsFor(sets, scheme).map(({ id }) => id)).toEqual(['zhejiang-2019-62']);
});

it('says which classes of a treatment the scheme does not know', async () => {
  const set = await shipped('zhejiang/2019-62.yaml');
  expect(unknownClasses([set], schemeOf(SCHEME))).toEqual([
    'zhejiang-2019-62 的“class-c-d”所列类别 C、D，办法 x-2020 中没有（有：第一类、第二类、丙）；不对任何企业生效，请核对或写 class_map',
  ]);
});
