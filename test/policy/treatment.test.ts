import { describe, expect, it } from 'vitest';
import { departmentVocabulary } from '../../src/departments/vocabulary.js';
import { parseTreatments } from '../../src/policy/treatment-parse.js';
import { landTaxRatesOn, loadTreatments } from '../../src/policy/treatment-registry.js';

const HEAD = `treatments: somewhere
title: 某县差别化政策
jurisdiction: 某县
status: complete
sources: [{ document: 某政发〔2024〕1号 }]
items:
`;

function problemsOf(items: string, head = HEAD) {
  const parsed = parseTreatments(`${head}${items}`, { file: 'x.yaml', ...departmentVocabulary });
  return 'problems' in parsed ? parsed.problems.map(({ line, column, message }) => `${line}:${column} ${message}`) : [];
}

it('every shipped file is sound', async () => {
  const { sets, rateTables, thresholds, problems } = await loadTreatments('treatments', departmentVocabulary);
  expect(problems).toEqual([]);
  expect(rateTables.map(({ id }) => id)).toEqual(['example-county-land-tax-rates']);
  expect(sets.map(({ id }) => id).sort()).toEqual([
    'cixi-2022',
    'example-county-2024',
    'fuyang-credit',
    'nanjing-2017',
    'qingyang-land-supply',
    'ruian-2018',
    'zhejiang-2019-62',
    'zhenhai-rd-gate',
  ]);
  expect(landTaxRatesOn({ rateTables }, '2024-12-31').rates.size).toBe(5);
  expect(thresholds.flatMap(({ id, items }) => items.map(({ below }) => `${id} ${below.toString()}`))).toEqual([
    'example-county-low-efficiency 4',
    'example-county-low-efficiency 2',
    'hengyang-2022 4',
    'hengyang-2022 2',
  ]);
  const zhejiang = sets.find(({ id }) => id === 'zhejiang-2019-62')!;
  expect(zhejiang.items.map(({ classes, rate, to }) => [classes?.join(), rate?.toString(), to])).toEqual([
    ['A', '100', '2021-12-31'],
    ['B', '80', '2021-12-31'],
    ['C,D', '0', '2021-12-31'],
  ]);
});

describe('a treatment file', () => {
  it.each([
    ['  - { id: a, kind: LAND_USE_TAX, classes: [A], rate: 120, unit: "%" }', '7:60 减免比例应在 0 到 100（%）之间，这里是 120'],
    ['  - { id: a, kind: ELECTRICITY, classes: [A], rate: 1, unit: 元/吨 }', '7:65 ELECTRICITY 的单位应当是 元/kWh，这里是“元/吨”'],
    ['  - { id: a, kind: WATER, classes: [A], rate: 1 }', '7:48 标准没有单位；请写 unit：元/吨、%'],
    [
      '  - { id: a, kind: GIFT, classes: [A], text: x }',
      '7:20 应当是 LAND_USE_TAX、ELECTRICITY、WATER、LAND_SUPPLY、ENERGY_QUOTA、EMISSION_QUOTA、CREDIT、SUBSIDY、OTHER 之一，这里是“GIFT”',
    ],
    ['  - { id: a, kind: OTHER, classes: [A] }', '7:5 没有写标准：rate（及 unit）、amount 或 text 至少写一个'],
    [
      '  - { id: a, kind: OTHER, text: x, from: 2024-01-01, to: 2023-12-31 }',
      '7:60 有效期止 2023-12-31 早于有效期起 2024-01-01；to 是最后一个有效日',
    ],
    [
      '  - { id: a, kind: OTHER, text: x, when: { fact: no.such, eq: 1 } }',
      '7:50 没有“no.such”这个事实或合计；请核对 id，或先在 facts.yaml 中申报',
    ],
    ['  - { id: a, kind: OTHER, text: x, document: 别的文件 }', '7:46 “别的文件”不在文件依据（sources）中；可用：某政发〔2024〕1号'],
    ['  - { id: a, kind: WATER, rate: null, unit: "%" }', '7:34 “rate”不能为空；只有 status: partial 的办法可以留空'],
    ['  - { id: a, kind: OTHER, text: x, colour: red }', '7:36 不认识的键“colour”；'],
  ])('says where and why it is wrong: %s', (item, problem) => {
    expect(problemsOf(`${item}\n`)).toEqual([expect.stringContaining(problem.slice(problem.indexOf(' ') + 1))]);
    expect(problemsOf(`${item}\n`)[0]).toMatch(/^7:/);
  });

  it('may leave a rate open only if partial', () => {
    expect(problemsOf('  - { id: a, kind: WATER, rate: null, unit: "%" }\n', HEAD.replace('complete', 'partial'))).toEqual([]);
  });

  it('names each item once', () => {
    const item = '  - { id: a, kind: OTHER, text: x }\n';
    expect(problemsOf(item + item)).toEqual([expect.stringContaining('8:5 “a”与前面的一项同名')]);
  });
});
