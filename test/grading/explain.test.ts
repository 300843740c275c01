import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explain } from '../../src/grading/explain.js';
import { grade } from '../../src/grading/grade.js';
import { schemeOf } from '../policy/scheme-of.js';
import { FACTS } from '../policy/vocabulary.js';
import { populationOf, type SyntheticEnterprise } from './population-of.js';
import { samplePopulation } from './sample-population.js';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const { enterprises } = JSON.parse(read('test/cases/huangyan-facts.json')) as {
  enterprises: Record<string, Omit<SyntheticEnterprise, 'creditCode'>>;
};
const firms = Object.entries(enterprises).map(([creditCode, facts]) => ({ creditCode, ...facts }));

describe('an explanation', () => {
  it('is written as a person would write it', () => {
    const assessment = grade(schemeOf(read('schemes/huangyan/2022.yaml')), populationOf(2022, firms));
    expect(explain(assessment, assessment.results[0]!, FACTS).split('\n')).toEqual([
      'F1 黄岩区2022年度工业企业亩均效益综合评价（huangyan-2022，2022 年度）',
      '状态：已评价；组别：规上',
      '亩均税收 = 300 万元 ÷ 12.5 亩 = 24 万元/亩; 24 ÷ 24.097 × 30 = 29.8792 分',
      '亩均增加值 = 1500 万元 ÷ 12.5 亩 = 120 万元/亩; 120 ÷ 136.16 × 20 = 17.6263 分',
      '单位能耗增加值 = 1500 万元 ÷ 480 吨标煤 = 3.125 万元/吨标煤; 3.125 ÷ 2.694 × 20 = 23.1997 分',
      '单位排放增加值 = 1500 万元 ÷ 0.25 吨 = 6000 万元/吨; 6000 ÷ 4929.81 × 10 = 12.1709 分',
      '全员劳动生产率 = 1500 万元 ÷ 85 人 = 17.647059 万元/人; 17.647059 ÷ 18.14 × 10 = 9.7283 分',
      '研发经费占主营业务收入比重 = 120 万元 ÷ 6000 万元 = 0.02; 0.02 ÷ 0.0302 × 10 = 6.6225 分',
      '总分 = 29.8792 + 17.6263 + 23.1997 + 12.1709 + 9.7283 + 6.6225 = 99.2269',
      '名次：第 2 名，共 4 家',
    ]);
    expect(explain(assessment, assessment.results[3]!, FACTS)).toContain(
      '单位排放增加值：缺失（emissions.equivalent未报送），按组内均分计 6.9494 分',
    );
  });

  it('tells caps, extras, overrides with their article, states and what a held enterprise lacks', () => {
    const assessment = grade(schemeOf(read('schemes/example-county/ratio-2024.yaml')), samplePopulation());
    const all = assessment.results.map((result) => explain(assessment, result, FACTS)).join('\n\n');
    expect(all).toMatch(/调整：环境违法（示例四（三））：A → B\n最终：B（鼓励提升类）/);
    expect(all).toMatch(/封顶 1\.5 × 35 = 52\.5 分/);
    expect(all).toMatch(/加减分：.*出租厂房 -\d+/);
    expect(all).toMatch(/待补：亩均税收（未报送；取自 .*）/);
    expect(all).toMatch(/状态：暂不分档（当年新设立（T类））；组别：规上/);
    expect(all).toMatch(/政策执行：比照 B/);
    expect(all).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('never fails on the other families', () => {
    const assessment = grade(schemeOf(read('schemes/example-county/minmax-2024.yaml')), samplePopulation());
    const all = assessment.results.map((result) => explain(assessment, result, FACTS)).join('\n\n');
    expect(all).toMatch(/÷ 最优值 /);
    expect(all).toMatch(/÷ 均值 /);
    expect(all).toMatch(/达到 8，得分 = 10 分/);
    expect(all).toMatch(/40 × \(20 \+ \(100 − 20\) × /);
    expect(all).not.toMatch(/NaN|undefined|Infinity/);
  });
});
