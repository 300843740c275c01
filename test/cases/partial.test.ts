import { describe, expect, it } from 'vitest';
import { departmentVocabulary } from '../../src/departments/vocabulary.js';
import { grade } from '../../src/grading/grade.js';
import { AssessmentRefused } from '../../src/grading/refusal.js';
import type { Population } from '../../src/grading/population.js';
import { printAssessment } from '../../src/grading/print.js';
import { loadSchemes } from '../../src/policy/registry.js';
import { schemeChanges } from '../../src/policy/scheme-diff.js';
import { populationOf } from '../grading/population-of.js';
import { samplePopulation } from '../grading/sample-population.js';

const { schemes, vocabulary } = await loadSchemes(new URL('../../schemes', import.meta.url).pathname, departmentVocabulary);
const ids = [...schemes.keys()].sort();

/** Its land of the year before is that of the year: the sample county hands over its parcels once. */
const sample = samplePopulation();
const county: Population = { ...sample, column: (id, year) => sample.column(id, id.startsWith('land.') ? sample.year : year) };

describe('published methods that are not wholly known', () => {
  const open = ids.filter((id) => schemes.get(id)!.scheme.unknown.length > 0);

  it('are these', () => {
    expect(open).toEqual([
      'anhui-county-city-unnamed',
      'changle-2023',
      'hefei-hitech-2023',
      'huaian-2024',
      'jiangshan-2023-draft',
      'jingde-2022',
      'qingyang-classes',
      'shandong-frame',
      'suichang-2022',
      'wenling-zone-2022',
      'wujin-draft',
      'yiwu-2022',
      'youzhi-2010-unnamed',
    ]);
  });

  it.each(open)('%s is marked partial, says why, and refuses to run, naming each null', (id) => {
    const { scheme } = schemes.get(id)!;
    expect(scheme).toMatchObject({ status: 'partial', notes: expect.any(String) as string });
    const firms = [{ creditCode: '甲', facts: { [scheme.years[0] ?? 2024]: { 'tax.vat_net': '1', 'statistics.above_scale': true } } }];
    const run = (): unknown => grade(scheme, populationOf(scheme.years[0] ?? 2024, firms));
    expect(run).toThrow(AssessmentRefused);
    for (const path of scheme.unknown) expect(run).toThrow(path);
  });
});

describe('examples', () => {
  // Of the year that the sample county is of; the one of the year before has a test with its files.
  const examples = ids.filter((id) => id.startsWith('example-') && id !== 'example-ratio-2023');

  it.each(examples)('%s is marked as one and gives classes to the sample county', (id) => {
    const { scheme } = schemes.get(id)!;
    expect(scheme).toMatchObject({ status: 'example', years: [2024] });
    expect(`${scheme.title}${scheme.sources.map(({ document }) => document).join('')}`).toContain('示例');
    const { groups, results } = printAssessment(grade(scheme, county));
    expect(groups.every(({ ranked, classes }) => ranked > 0 && Object.keys(classes).length > 1)).toBe(true);
    expect(results.filter(({ state }) => state === 'GRADED').length).toBeGreaterThan(100);
  });

  const published = [
    ['changle-2023', 'example-changle-2024', []],
    ['wenling-zone-2022', 'example-wenling-2024', ['groups/above/extras/letting', 'groups/below/extras/letting']],
    ['huaian-2024', 'example-huaian-2024', []],
    ['jingde-2022', 'example-jingde-2024', []],
    ['yiwu-2022', 'example-yiwu-2024', ['groups/above/indicators/productivity', 'groups/above/indicators/emission_va']],
    ['wujin-draft', 'example-wujin-2024', ['groups/polluters', 'groups/above/indicators/sales_per_mu']],
    ['shandong-frame', 'example-shandong-2024', ['groups/all', 'states/暂不评价（T类）']],
  ] as const;
  it.each(published)('leave what %s says as it is in %s: cuts, overrides, states, scopes, known weights', (from, to, but) => {
    const changes = schemeChanges(schemes.get(from)!.scheme, schemes.get(to)!.scheme, vocabulary);
    const kept = changes.filter(
      ({ path, words }) =>
        path !== '' &&
        !path.startsWith('derived/') &&
        !(but as readonly string[]).includes(path) &&
        !/未见|内容已明确|缺失时|计算由 (实缴)?税收|取消（内容未见的规定）|新增(基准值|封顶|保底|加减分)|新增(A|B|C|D) 档|分档由|新增名额|取消名额|(新增|取消)并列/.test(
          words,
        ),
    );
    expect(kept).toEqual([]);
  });
});

describe('two schemes in one year', () => {
  it('may grade the same firm differently', () => {
    const classes = ['example-ratio-2024', 'example-wenling-2024'].map(
      (id) => new Map(printAssessment(grade(schemes.get(id)!.scheme, county)).results.map(({ creditCode, final }) => [creditCode, final])),
    );
    const both = [...classes[0]!].filter(([code, final]) => final !== null && (classes[1]!.get(code) ?? null) !== null);
    expect(both.some(([code, final]) => classes[1]!.get(code) !== final)).toBe(true);
  });
});
