import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { departmentVocabulary } from '../../src/departments/vocabulary.js';
import { loadLandRules } from '../../src/policy/land-rules-folder.js';
import { loadSchemes } from '../../src/policy/registry.js';

const { schemes, vocabulary } = await loadSchemes('schemes', departmentVocabulary);
const names = { ...vocabulary, schemes };
const folder = mkdtempSync(path.join(tmpdir(), 'muhub-land-rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The sample's rules with something else in one file. @returns what is said of them; undefined: nothing */
async function saidOf(file: string, from: string, to: string): Promise<string | undefined> {
  const changed = mkdtempSync(path.join(folder, 'changed-'));
  cpSync('land-rules', changed, { recursive: true });
  const at = path.join(changed, 'example-county', file);
  const text = readFileSync(at, 'utf8');
  expect(text).toContain(from);
  writeFileSync(at, text.replace(from, to));
  return loadLandRules(changed, undefined, names).then(
    () => undefined,
    (error: Error) => error.message,
  );
}

describe('the land rules of a county', () => {
  it('ship for the sample county, exact', async () => {
    const rules = await loadLandRules('land-rules', '示例县', names);
    const value = (id: string) => rules.parameters.items.find((item) => item.id === id)?.value.toString();
    expect([value('idle_started_area'), value('idle_invested'), value('approval_warning_days')]).toEqual(['0.333333', '0.25', '90']);
    expect(rules.inefficient.rules.map(({ id }) => id)).toEqual([
      'tax-below-8',
      'invested-below-half',
      'output-below-half',
      'halted',
      'tax-below-2',
      'class-d',
    ]);
    expect(rules.credit).toBeUndefined();
  });

  it.each([
    ['parameters.yaml', 'id: idle_years', 'id: idle_year', /parameters\.yaml:7:11 .*应当是 idle_years、/],
    ['parameters.yaml', 'id: idle_withdrawal_years', 'id: idle_years', /parameters\.yaml:8:5 .*参数 idle_years 与前面的一项时间重叠/],
    ['parameters.yaml', 'value: 30,', 'value: 30.5,', /参数 investigation_days 应当是不超过 100000 的整数/],
    ['parameters.yaml', 'value: 1/3', 'value: 1/0', /应当是数字、百分比或分数/],
    ['parameters.yaml', 'article: 第二条, from', 'articles: 第二条, from', /不认识的键“articles”/],
    ['targets.yaml', 'indicator: supply_rate_5', 'indicator: supply_rate_9', /targets\.yaml:7:18 .*没有“supply_rate_9”这个用地指标/],
    ['targets.yaml', ' base_year: 2020,', '', /目标要写明基期年/],
    ['inefficient.yaml', 'contract.investment_ratio', 'contract.investment', /没有“contract.investment”这个事实或合计/],
    ['inefficient.yaml', 'event: production_halt', 'event: production_stop', /没有“production_stop”这个事项/],
    ['inefficient.yaml', 'scheme: example-ratio-2024', 'scheme: nowhere', /没有“nowhere”这份办法/],
    ['inefficient.yaml', 'tax: assessed_tax', 'tax: other_tax', /没有“other_tax”这个合计/],
    ['inefficient.yaml', 'id: class-d', 'id: halted', /规则 id“halted”重复/],
    ['town-score.yaml', 'weight: 30', 'weight: 31', /权重之和应当是 100，这里是 101/],
    ['town-score.yaml', 'id: supply_rate_5', 'id: idle_rate', /这里没有“idle_rate”这个指标/],
    ['zone-ideals.yaml', 'ideal: 95%', 'ideal: 0', /应当大于 0/],
    ['zone-ideals.yaml', 'jurisdiction: 示例县', 'jurisdiction: 别县', /一个文件夹只放一个县的规则/],
  ])('are refused where %s says something else: %s', async (file, from, to, said) => {
    expect(await saidOf(file, from, to)).toMatch(said);
  });

  it('are those of the county that is served, and one set alone', async () => {
    await expect(loadLandRules('land-rules', '别县', names)).rejects.toThrow('没有“别县”的用地规则（现有：示例县）');
    await expect(loadLandRules(path.join(folder, 'none'), undefined, names)).rejects.toThrow('用地规则目录读不到');
    const two = mkdtempSync(path.join(folder, 'two-'));
    for (const name of ['a', 'b']) cpSync('land-rules/example-county', path.join(two, name), { recursive: true });
    await expect(loadLandRules(two, undefined, names)).rejects.toThrow('用地规则有 2 套（示例县、示例县）；请用 MUHUB_COUNTY 说明是哪个县');
    rmSync(path.join(two, 'b', 'targets.yaml'));
    await expect(loadLandRules(two, undefined, names)).rejects.toThrow('b/targets.yaml:1:1 这个文件读不到');
  });

  it('may say what counts against enterprises', async () => {
    const with_ = mkdtempSync(path.join(folder, 'credit-'));
    cpSync('land-rules', with_, { recursive: true });
    const head = 'land_credit: somewhere\ntitle: 用地诚信\njurisdiction: 示例县\nstatus: example\nsources: [{ document: 示例 }]\nrules:\n';
    const rule = (id: string, when: string) =>
      `  - { id: ${id}, title: 一项, when: ${when}, counts_years: 3, repaired_by: null, document: 示例, article: 一, from: 2020-01-01, to: null }\n`;
    const file = path.join(with_, 'example-county', 'credit.yaml');
    writeFileSync(file, head + rule('unmet', '{ kind: commitment_unmet, node: 达产 }') + rule('idle', 'idle_enterprise'));
    const { credit } = await loadLandRules(with_, undefined, names);
    expect(credit?.rules.map(({ when }) => when)).toEqual([{ kind: 'commitment_unmet', node: '达产' }, { kind: 'idle_enterprise' }]);
    writeFileSync(file, head + rule('late', 'instalment_overdue'));
    await expect(loadLandRules(with_, undefined, names)).rejects.toThrow('instalment_overdue 还要写明 node、days 或 kinds');
  });
});
