import { expect, it } from 'vitest';
import { loadPopulation } from '../../src/assessment/population.js';
import { versionAt } from '../../src/db/data-version.js';
import { openReaders } from '../../src/departments/readers.js';
import { departmentVocabulary } from '../../src/departments/vocabulary.js';
import type { FactDefinition } from '../../src/grading/fact.js';
import { receiveAll } from '../../src/intake/receive-all.js';
import { parseScheme } from '../../src/policy/parse-scheme.js';
import { freshDatabase } from '../database/fresh-database.js';

const A = '9133990144LEKL1AXK';
const B = '91339901504G8CHDXP';
const C = '913399013E4JGHHJ50';

const declared: FactDefinition[] = [
  { id: 'tech_investment', kind: 'number', title: '技改投资', unit: '万元', department: 'county' },
  { id: 'green_area', kind: 'number', title: '绿化面积', unit: '㎡', department: 'county' },
];

const scheme = `
scheme: supplement-test
title: 县声明指标
jurisdiction: 示例县
years: [2024]
status: example
sources: [{ document: 示例 }]
groups:
  - id: all
    title: 全部
    when: { not: { fact: enterprise.industry, starts_with: ["99"] } }
    indicators:
      - { id: invest, title: 技改, numerator: tech_investment, denominator: green_area, weight: 100, points: { family: best }, missing: zero }
    total: { decimals: 2 }
`;

it('reads county-declared facts in their declared unit, exactly, whatever unit a line gives', async () => {
  const database = await freshDatabase('empty_hub');
  const texts = [
    `统一社会信用代码,企业名称,行业代码\n${A},甲,1711\n${B},乙,1711\n${C},丙,1711\n`,
    `统一社会信用代码,年度,指标代码,数值,计量单位\n${A},2024,tech_investment,1234567,元\n${A},2024,green_area,1.67,亩\n` +
      `${B},2024,tech_investment,5,\n${B},2024,green_area,40,平方米\n${B},2023,green_area,41,㎡\n${C},2024,nothing,1,\n${C},2024,green_area,1,吨\n`,
  ];
  const reports = await receiveAll(
    {
      db: database.db,
      declared: { eventCodes: new Set(), facts: new Map(declared.map((fact) => [fact.id, fact])) },
      actor: 'test',
    },
    ['0', '1'],
    async (name) => ({ fileName: `${name}.csv`, bytes: Buffer.from(texts[Number(name)]!) }),
  );
  expect(reports[1]).toMatchObject({ accepted: 5, quarantined: 2 });
  expect(reports[1]!.issues.map(({ code }) => code).sort()).toEqual(['FACT_UNKNOWN', 'UNIT_MISMATCH']);

  const vocabulary = { facts: [...departmentVocabulary.facts, ...declared], events: departmentVocabulary.events };
  const parsed = parseScheme(scheme, { file: 'test.yaml', ...vocabulary });
  if (!('scheme' in parsed)) throw new Error(JSON.stringify(parsed.problems));
  const version = await versionAt(database.db);
  const population = await loadPopulation(openReaders(database.db), version, 2024, parsed.scheme, declared);
  const shown = (id: string) =>
    Object.fromEntries(population.creditCodes.map((code, row) => [code, population.column(id, 2024)?.values[row]?.toString()]));
  expect(shown('tech_investment')).toEqual({ [A]: '123.4567', [B]: '5', [C]: undefined });
  // 1.67 亩 is 3340/3 ㎡, which does not terminate.
  expect(shown('green_area')).toEqual({ [A]: '1113.333333', [B]: '40', [C]: undefined });
});
