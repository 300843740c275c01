import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { schemeText } from '../grading/scheme-text.js';
import { parseScheme } from '../../src/policy/parse-scheme.js';
import { describeProblem } from '../../src/policy/problem.js';
import { problemsOf, schemeOf } from './scheme-of.js';
import { EVENT_DEFINITIONS, FACTS } from './vocabulary.js';

const RATIO = readFileSync(new URL('../../schemes/example-county/ratio-2024.yaml', import.meta.url), 'utf8');
const MINMAX = readFileSync(new URL('../../schemes/example-county/minmax-2024.yaml', import.meta.url), 'utf8');
const HUANGYAN = readFileSync(new URL('../../schemes/huangyan/2022.yaml', import.meta.url), 'utf8');

/** At most 100 × 1.1 + 1 points. */
const CAPPED =
  schemeText(`indicators: [{ id: x, title: 项, numerator: tax.vat_net, weight: 60, points: { family: ratio, benchmark: 3, cap: 1.1 }, missing: reweight }, { id: y, title: 项, numerator: tax.other, weight: 40, points: { family: best } }]
extras: [{ id: e, title: 加, when: { event: high_tech }, points: 1 }, { id: f, title: 减, count: land.tenants, first: -5, each: -5 }]
total: { decimals: 2 }
classes: { by: score, at_least: { A: 90, B: 60, C: null } }`);

/** One line of a good scheme changed, and what must be said about it. */
const WRONG: readonly (readonly [name: string, scheme: string, from: string, to: string, says: RegExp])[] = [
  ['an unknown key', RATIO, 'status: example', 'status: example\nstatuss: 1', /^6:1 statuss：不认识的键“statuss”/],
  ['an unknown fact', RATIO, 'fact: tax.vat_net,', 'fact: tax.vat,', /^12:17 derived\/assessed_tax\/sum\/tax.vat\/fact：没有“tax.vat”/],
  ['an unknown event', RATIO, 'event: tax_fraud', 'event: tax_frod', /^53:46 overrides\/fraud\/when\/event：没有“tax_frod”这个事项.*$/],
  ['an unknown indicator', RATIO, '{ event: tax_fraud }', '{ indicator: tax_per_muu, gte: 3 }', /没有“tax_per_muu”这个指标/],
  ['a repeated key', RATIO, 'status: example', 'status: example\nstatus: example', /^6:1 键“status”重复出现/],
  ['no source', RATIO, /sources:.*\n/.exec(RATIO)![0], '', /没有列出文件依据/],
  ['an empty list of sources', RATIO, /sources:.*\n/.exec(RATIO)![0], 'sources: []\n', /^6:10 sources：列表是空的/],
  ['weights that do not add up', RATIO, 'weight: 35', 'weight: 36', /^27:5 groups\/above\/indicators：权重合计 101，应为 100/],
  [
    'weights that do not add up to total_weight',
    RATIO,
    'id: above\n',
    'id: above\n    total_weight: 110\n',
    /^25:19 .*权重合计 100，应为 110/,
  ],
  ['falling shares', RATIO, 'B: 60%', 'B: 10%', /upto\/B：B档的比例 10% 低于上一档/],
  ['equal shares: a class that none can reach', RATIO, 'B: 60%', 'B: 20%', /没有企业能进入B档/],
  ['a first share of nothing', RATIO, 'A: 20%', 'A: 0%', /没有企业能进入A档/],
  ['a gap below the last share', RATIO, 'D: 100%', 'D: 99%', /余下的企业没有档/],
  ['a share above 100 %', RATIO, 'D: 100%', 'D: 120%', /超过 100%/],
  ['a share without its sign', RATIO, 'A: 20%', 'A: 20', /请写成 20%/],
  ['scores that do not fall', MINMAX, 'B: 33', 'B: 45', /没有企业能进入B档/],
  ['a full-width colon', RATIO, 'status: example', 'status：example', /^5:1 .*全角标点“：”/],
  ['a full-width comma', RATIO, 'weight: 35, points', 'weight: 35， points', /^28:114 .*全角标点“，”/],
  ['a tab', RATIO, '    title: 规上', '\ttitle: 规上', /^25:1 缩进用了制表符/],
  ['a thousands separator', RATIO, 'benchmark: 2.694', 'benchmark: 2,694', /不认识的键“694”；数字里请不要写千分位逗号/],
  [
    'a share that is no percentage, and of the names only what is wrong with them',
    RATIO,
    'A: 20%',
    'A: 20％',
    /^(?![\s\S]*names)40:43 .*应当是百分比/,
  ],
  ['a last class with a score', MINMAX, 'D: null', 'D: 1', /最后一档D应写 null/],
  ['an override to a class that is none', RATIO, 'set: D', 'set: E', /办法中没有“E”这一档/],
  ['an override without effect', RATIO, 'set: D, ', '', /恰有 set、best、worst、shift 中的一个/],
  ['an override with two effects', RATIO, 'set: D,', 'set: D, best: C,', /这里有 2 个/],
  ['an override that names nobody', RATIO, 'when: { event: tax_fraud }', 'when: { any: [] }', /列表是空的/],
  ['unless of a later override', RATIO, 'unless: [accident]', 'unless: [newcomer]', /排在它后面/],
  ['unless of no override', RATIO, 'unless: [accident]', 'unless: [acident]', /不在本办法的调整规则/],
  ['a benchmark of 0', RATIO, 'benchmark: 2.694', 'benchmark: 0', /基准值必须大于 0/],
  ['a negative benchmark', RATIO, 'benchmark: 2.694', 'benchmark: -2', /基准值必须大于 0/],
  ['a number in quotes', RATIO, 'weight: 35', 'weight: "35"', /weight：应当是数字，这里是“"?35"?”/],
  ['no number', RATIO, 'benchmark: 2.694', 'benchmark: .inf', /应当是数字/],
  ['a text fact compared with a number', RATIO, 'starts_with: ["44", "45", "46"]', 'starts_with: [44]', /若是文字请加引号："44"/],
  ['a number fact compared with a text', RATIO, 'gte: 3 }', 'gte: 三 }', /应当是数字/],
  ['a boolean fact compared with a text', RATIO, 'eq: true', 'eq: 是', /应当是 true 或 false/],
  ['an order among texts', RATIO, 'starts_with: ["44", "45", "46"]', 'gte: "44"', /只能用于数字和日期/],
  ['a text as numerator', RATIO, 'numerator: statistics.rd_expense', 'numerator: enterprise.zone', /不是数字，不能用于计算/],
  ['a sum of sums', MINMAX, 'tax.other: 1', 'paid_tax: 1', /没有“paid_tax”这个事实/],
  ['an empty weight outside a partial scheme', RATIO, 'weight: 35', 'weight: null', /只有 status: partial 的办法可以留空/],
  ['a key of another family', RATIO, 'family: ratio, benchmark: 2.694', 'family: best, benchmark: 2.694', /不认识的键“benchmark”/],
  ['two indicators of one id', RATIO, 'id: va_per_mu', 'id: tax_per_mu', /“tax_per_mu”与前面的一项同名/],
  ['a maximum of the other sign', RATIO, 'each: -5', 'each: -5, max: 20', /max 应与 first、each 同号/],
  ['treated as no class', RATIO, 'treated_as: B', 'treated_as: T', /办法中没有“T”这一档/],
  ['a condition of nothing', RATIO, '{ event: tax_fraud }', '{ within_years: 2 }', /条件应当恰有/],
  [
    'some tenants of another rule',
    RATIO,
    'status: example',
    'status: example\ntenancy: { rule: merge, when: { event: tax_fraud } }',
    /只有 inherit_owner 可以用 when/,
  ],
  [
    'growth and decline at once',
    RATIO,
    'denominator: statistics.revenue,',
    'denominator: statistics.revenue, growth: true, decline: true,',
    /只能写一个/,
  ],
  ['broken YAML', RATIO, 'status: example', 'status: [example', /不是有效的 YAML|缩进/],
];

describe('a wrong scheme', () => {
  it.each(WRONG)('is refused for %s', (_name, scheme, from, to, says) => {
    expect(scheme).toContain(from);
    const problems = problemsOf(scheme.replace(from, to));
    expect(problems.join('\n')).toMatch(new RegExp(says.source, 'm'));
  });

  it('has all its problems told at once, in the order of the file', () => {
    const text = RATIO.replace('weight: 35', 'weight: 36').replace('benchmark: 2.694', 'benchmark: 0').replace('set: D', 'set: E');
    const lines = problemsOf(text).map((problem) => Number(problem.split(':')[0]));
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
    expect(lines.length).toBeGreaterThanOrEqual(3);
  });

  it('has one slip told once', () => {
    expect(problemsOf(RATIO.replace('event: tax_fraud', 'event: tax_frod'))).toHaveLength(1);
  });

  it('is refused where it is no mapping, or empty', () => {
    expect(problemsOf('')).toHaveLength(1);
    expect(problemsOf('- a')).toHaveLength(1);
    expect(problemsOf('a: *b').length).toBeGreaterThan(0);
  });
});

describe('a scheme that can be run and is hardly meant', () => {
  const doubtsOf = (text: string): readonly string[] => {
    const parsed = parseScheme(text, { file: 'f', facts: FACTS, events: EVENT_DEFINITIONS });
    return 'doubts' in parsed ? parsed.doubts.map(describeProblem) : ['refused'];
  };

  it.each([
    [
      'a score above the highest possible total',
      'A: 90',
      'A: 112',
      /^f:\d+:\d+ groups\/all\/classes\/at_least\/A：A档要 112 分，而总分最高只能到 111（权重、封顶和加分之和），没有企业能进入A档$/,
    ],
    [
      'a floor on the total above a cut',
      'decimals: 2',
      'decimals: 2, floor: 60',
      /at_least\/B：总分保底 60，人人都能进入B档，没有企业会落到C档$/,
    ],
  ])('is doubted for %s, and not refused', (_, from, to, says) => {
    expect(doubtsOf(CAPPED)).toEqual([]);
    expect(doubtsOf(CAPPED.replace('A: 90', 'A: 111'))).toEqual([]);
    expect(CAPPED).toContain(from);
    expect(doubtsOf(CAPPED.replace(from, to))).toEqual([expect.stringMatching(says)]);
  });

  it.each([RATIO, MINMAX, HUANGYAN])('is none of those that ship', (text) => expect(doubtsOf(text)).toEqual([]));
});

describe('a good scheme', () => {
  it('is read with numbers exactly as written', () => {
    const text = HUANGYAN.replace('benchmark: 24.097', 'benchmark: 24.09700000000000000000000000000001');
    const points = schemeOf(text).groups[0]!.indicators[0]!.points;
    expect(points?.family === 'ratio' && points.benchmark?.of === 'fixed' && points.benchmark.value.toString()).toBe(
      '24.09700000000000000000000000000001',
    );
  });

  it('may give a number with its source', () => {
    const text = HUANGYAN.replace('benchmark: 24.097', 'benchmark: { value: 24.097, source: 公示附件一 }');
    expect(schemeOf(text)).toEqual(schemeOf(HUANGYAN));
  });

  it('may give a share with its source, and a source to any part', () => {
    const text = RATIO.replace('A: 20%', 'A: { value: 20%, source: 示例三 }').replace('limit: floor', 'limit: floor, source: 示例三');
    expect(schemeOf(text)).toEqual(schemeOf(RATIO));
  });

  it('may leave open what is not known, if partial', () => {
    const text = HUANGYAN.replace('weight: 30', 'weight: null').replace('benchmark: 136.16', 'benchmark: null');
    expect(schemeOf(text).unknown).toEqual([
      'groups/above/indicators/tax_per_mu/weight',
      'groups/above/indicators/va_per_mu/points/benchmark',
    ]);
  });

  const OPEN: readonly (readonly [name: string, from: string, to: string, path: string])[] = [
    ['years', 'years: [2022]', 'years: null', 'years'],
    ['a definition', 'sum: { tax.vat_net: 1 }', 'sum: null', 'derived/assessed_tax/sum'],
    ['a scope', 'when: { fact: statistics.above_scale, eq: true }', 'when: null', 'groups/above/when'],
    ['a threshold', 'statistics.above_scale, eq: true', 'statistics.above_scale, eq: null', 'groups/above/when/eq'],
  ];
  it.each(OPEN)('may leave open %s, if partial, and only then', (_name, from, to, path) => {
    expect(HUANGYAN).toContain(from);
    const text = HUANGYAN.replace(from, to);
    expect(schemeOf(text).unknown).toEqual([path]);
    expect(problemsOf(text.replace('status: partial', 'status: complete'))).not.toEqual([]);
  });

  it('names the rules that a partial scheme does not know, without reading them', () => {
    const text = `${HUANGYAN}
    extras: [{ id: bonus, title: 加分, when: null, points: null }]
    classes: { by: rank_share, upto: { A: null, B: null } }
states: [{ state: TEMPORARY, title: T类, when: null }]
overrides:
  - { id: rescue, title: 救济, when: null, worst: null }
  - { id: accident, title: 事故, when: { event: safety_accident }, best: B, unless: [rescue] }
`.replace('numerator: assessed_tax, denominator: utilities.electricity', 'numerator: null');
    const scheme = schemeOf(text);
    expect(scheme.undisclosed.map(({ path, title, weight }) => [path, title, weight?.toString()])).toEqual([
      ['groups/below/indicators/tax_per_power', '单位用电税收', '50'],
      ['groups/below/extras/bonus', '加分', undefined],
      ['states/0', 'T类', undefined],
      ['overrides/rescue', '救济', undefined],
    ]);
    expect(scheme.overrides.map(({ id }) => id)).toEqual(['accident']);
    expect(scheme.unknown).toContain('overrides/rescue/worst');
    expect(problemsOf(text.replace('status: partial', 'status: example'))).not.toEqual([]);
  });
});
