import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDocument, visit } from 'yaml';
import { departmentVocabulary } from '../../src/departments/vocabulary.js';
import { policyDigest } from '../../src/policy/digest.js';
import { numberSources } from '../../src/policy/number-sources.js';
import { schemeChanges } from '../../src/policy/scheme-diff.js';
import { schemeSheet } from '../../src/policy/scheme-sheet.js';
import { problemsOf, schemeOf } from './scheme-of.js';

const read = (path: string): string => readFileSync(new URL(`../../schemes/${path}`, import.meta.url), 'utf8');
const RATIO = read('example-county/ratio-2024.yaml');
const MINMAX = read('example-county/minmax-2024.yaml');

const sheet = (text: string): string => schemeSheet({ scheme: schemeOf(text), digest: policyDigest(text), text }, departmentVocabulary);
const changes = (from: string, to: string): readonly string[] =>
  schemeChanges(schemeOf(from), schemeOf(to), departmentVocabulary).map(({ words }) => words);

describe('the sheet of a scheme', () => {
  it('names the document, its article, where it is and what is to be said of it', () => {
    const sources = RATIO.replace(
      /sources:.*/,
      'sources: [{ document: 示政发〔2024〕1号, title: 实施意见, article: 第三条（二）, url: "https://example.gov.cn/1", seen: 2026-11-21, notes: 附件未见 }]',
    );
    expect(sheet(sources)).toContain(
      '- 示政发〔2024〕1号，实施意见，第三条（二），<https://example.gov.cn/1>，2026-11-21 查阅，附件未见\n',
    );
  });

  it.each([
    [
      'an indicator',
      '| 亩均增加值 | 工业增加值 ÷ 实际用地面积 | 万元/亩 | 20 | 数值 ÷ 基准值 × 权重 | 本年各企业数值的平均（保留 4 位小数） | 权重的 1.5 倍 | 0 分 | 暂缓评价 |',
    ],
    ['a definition', '企业所得税 + 房产税 + 城镇土地使用税 + 其他税费 − 返还金额（缺失按 0）'],
    ['a state', '当年新设立（T类）：状态 暂不分档；条件 本年度有新设立企业事项；计分 计分，不排名不分档；政策执行 参照 B 档'],
    ['a scope', '适用条件：规上为否，且实际用地面积不低于 3 亩'],
    ['a cut', 'B 档（鼓励提升类）：名次至前 60%（含）'],
    ['a count', '出租厂房：计数 承租户数；不计的个数 1；第一个 -5；其后每个 -5；限额 不设上限'],
    [
      'an override',
      '环境违法（`violation`）：条件 本年度有环境违法事项；结果 下调 1 档；例外 已适用“安全生产事故”的除外；条款 示例四（三）',
    ],
    ['the digest', `文件摘要：\`${policyDigest(RATIO)}\``],
  ])('says %s', (_name, words) => expect(sheet(RATIO)).toContain(words));

  it.each([
    ['the span', '权重 × [20 + 80 ×（数值 − 最小值）÷（最大值 − 最小值）] ÷ 100'],
    ['the mean', '权重 ÷ 2 ×（2 − 数值 ÷ 平均值），达到平均值 2 倍为 0'],
    ['bands', '不低于 20 得 15 分，不低于 8 得 10 分，不低于 3 得 5 分'],
    ['a score', 'A 档（优先发展）：45 分及以上'],
    ['a shift', '上调 1 档'],
  ])('says %s', (_name, words) => expect(sheet(MINMAX)).toContain(words));

  it('says what is not known, and where numbers are from', () => {
    const text = RATIO.replace('status: example', 'status: partial')
      .replace('benchmark: 2.694', 'benchmark: null')
      .replace('A: 20%', 'A: { value: 20%, source: 第三条 }');
    expect(sheet(text)).toContain('- 规上 · 单位能耗增加值 · 得分办法 · 基准值\n');
    expect(sheet(text)).toContain('- 规上 · 分档 · 累计比例 · A：第三条');
    expect(numberSources(text)).toEqual([{ path: 'groups/above/classes/upto/A', source: '第三条' }]);
  });
});

/** The text with one of its numbers another one, for each number under `groups` that may be another. */
function otherNumbers(text: string): readonly { readonly number: string; readonly text: string }[] {
  const found: { number: string; text: string }[] = [];
  visit(parseDocument(text), {
    Scalar(key, node) {
      if (key === 'key' || typeof node.value !== 'number' || !node.range) return;
      const [start, end] = node.range;
      for (const other of [node.value + 1, node.value === 0 ? 0.5 : node.value / 2]) {
        found.push({ number: text.slice(start - 20, end), text: text.slice(0, start) + String(other) + text.slice(end) });
      }
    },
  });
  return found.filter(({ text: changed }) => problemsOf(changed).length === 0);
}

describe('no number of a scheme', () => {
  it.each([
    ['比值法', RATIO],
    ['极差法', MINMAX],
  ])('can change without the comparison and the sheet saying so: %s', (_name, text) => {
    const others = otherNumbers(text);
    expect(others.length).toBeGreaterThan(20);
    const withoutDigest = (of: string): string => sheet(of).replace(/sm3:[0-9a-f]+/, '');
    for (const other of others) {
      expect({ number: other.number, changes: changes(text, other.text).length }).toEqual({ number: other.number, changes: 1 });
      expect(withoutDigest(other.text)).not.toBe(withoutDigest(text));
    }
  });
});

describe('what changed between two schemes', () => {
  it('is nothing between a scheme and itself, however its file is written', () => {
    expect(changes(RATIO, RATIO)).toEqual([]);
    expect(changes(RATIO, RATIO.replace('ties: better', 'ties: "better"').replace('weight: 35', 'weight: 35.0'))).toEqual([]);
  });

  it.each([
    [
      'a weight and another',
      [
        ['weight: 35', 'weight: 40'],
        ['weight: 15', 'weight: 10'],
      ],
      ['规上“亩均税收”：权重由 35 提高到 40', '规上“单位能耗增加值”：权重由 15 降低到 10'],
    ],
    ['a benchmark', [['benchmark: 18.14', 'benchmark: 9.5']], ['规上“全员劳动生产率”：基准值由 18.14 降低到 9.5']],
    ['a cap taken away', [['benchmark: 2.694, cap: 1.5', 'benchmark: 2.694']], ['规上“单位能耗增加值”：取消封顶（原为 权重的 1.5 倍）']],
    ['a cut', [['A: 20%', 'A: 25%']], ['“规上”：A 档（优先发展类）由 名次至前 20%（含） 改为 名次至前 25%（含）']],
    ['ties', [['ties: better', 'ties: worse']], ['“规上”：并列由 从优 改为 从劣']],
    ['a missing rule', [['missing: reweight', 'missing: zero']], ['规上“单位能耗增加值”：缺失时由 权重摊给其余指标 改为 0 分']],
    ['an extra', [['points: 1.5', 'points: 2']], ['规上“高新技术企业”：分值由 1.5 提高到 2']],
    ['an override', [['set: D', 'best: C']], ['“偷税骗税”：结果由 列入 D 档 改为 最高 C 档']],
    [
      'a definition',
      [['{ fact: tax.export_credit, factor: 1 }', '{ fact: tax.export_credit, factor: 0.5 }']],
      ['“评价税收（含出口免抵、即征即退，扣返还）”：口径由'],
    ],
    [
      'a state dropped',
      [['  - { state: NOT_EVALUATED, title: 公用事业, when: { fact: enterprise.industry, starts_with: ["44", "45", "46"] } }\n', '']],
      ['“公用事业”：取消状态（原为'],
    ],
    ['the rule of tenancy', [['status: example', 'status: example\ntenancy: merge']], ['办法：租赁关系由 各自评价']],
  ] as const)('says %s', (_name, replacements, expected) => {
    const text = replacements.reduce((whole, [from, to]) => {
      expect(whole).toContain(from);
      return whole.replace(from, to);
    }, RATIO);
    const found = changes(RATIO, text);
    expect(found).toHaveLength(expected.length);
    for (const [index, words] of expected.entries()) expect(found[index]).toContain(words);
    expect(changes(text, RATIO)).toHaveLength(expected.length);
  });

  it('says that an order changed where order decides', () => {
    const lines = RATIO.split('\n');
    const at = lines.findIndex((line) => line.includes('id: fraud'));
    const swapped = [...lines.slice(0, at), lines[at + 1]!, lines[at]!, ...lines.slice(at + 2)].join('\n');
    expect(changes(RATIO, swapped)).toEqual(['调档的先后次序改为：安全生产事故、偷税骗税、环境违法、上年小升规不列入D类']);
  });

  it('says that what was not known has become known', () => {
    const open = RATIO.replace('status: example', 'status: partial').replace(
      'when: { event: high_tech, within_years: 2 }, points: 1.5',
      'when: null, points: 1.5',
    );
    const known = RATIO.replace('status: example', 'status: partial');
    expect(changes(open, known)).toEqual(['规上“高新技术企业”：内容已明确（条件 近 2 年（含本年度）有高新技术企业事项；分值 1.5）']);
  });
});
