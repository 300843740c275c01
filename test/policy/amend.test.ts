import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { amendScheme, type Amendment, type ReadScheme } from '../../src/policy/amend.js';
import { policyDigest } from '../../src/policy/digest.js';
import { describeProblem } from '../../src/policy/problem.js';
import { schemeOf } from './scheme-of.js';
import { EVENT_DEFINITIONS, FACTS } from './vocabulary.js';

const TEXT = readFileSync(new URL('../../schemes/example-county/ratio-2024.yaml', import.meta.url), 'utf8');
const from = { file: 'ratio.yaml', facts: FACTS, events: EVENT_DEFINITIONS };

function read(text: string): ReadScheme {
  return { scheme: schemeOf(text), text, digest: policyDigest(text) };
}

function amended(...amendments: readonly Amendment[]): { text: string; notices: readonly string[] } & ReturnType<typeof schemeOf> {
  const result = amendScheme(read(TEXT), amendments, from);
  if ('problems' in result) throw new Error(result.problems.map(describeProblem).join('\n'));
  return { text: result.text, notices: result.notices, ...result.scheme };
}

function refusal(...amendments: readonly Amendment[]): string {
  return refusalOf(TEXT, amendments);
}

function refusalOf(text: string, amendments: readonly Amendment[]): string {
  const result = amendScheme(read(text), amendments, from);
  return 'problems' in result ? result.problems.map(describeProblem).join('\n') : 'accepted';
}

describe('an amendment', () => {
  it('of nothing leaves text and digest as they are', () => {
    expect(amended().text).toBe(TEXT);
  });

  it('of a weight lets total_weight follow, and says so', () => {
    const { groups, notices } = amended({ path: 'groups/above/indicators/tax_per_mu/weight', value: '40' });
    expect(notices).toEqual(['规上：权重合计由 100 变为 105']);
    expect(groups[0]!.totalWeight.toString()).toBe('105');
    expect(groups[0]!.indicators[0]!.weight?.toString()).toBe('40');
  });

  it('and its inverse give the scheme back, all its numbers included', () => {
    const there = amended({ path: 'groups/above/indicators/rd_share/points/benchmark', value: '0.03021234567890123456789' });
    const back = amendScheme(read(there.text), [{ path: 'groups/above/indicators/rd_share/points/benchmark', value: '0.0302' }], from);
    expect('scheme' in back && back.scheme).toEqual(schemeOf(TEXT));
  });

  it('of total_weight itself is held to', () => {
    const weight = { path: 'groups/above/indicators/tax_per_mu/weight', value: '40' };
    expect(refusal(weight, { path: 'groups/above/total_weight', value: '110' })).toContain('权重合计 105，应为 110');
    expect(amended(weight, { path: 'groups/above/total_weight', value: '105' }).groups[0]!.totalWeight.toString()).toBe('105');
    expect(amended(weight, { path: 'groups/above/total_weight', value: '105' }).notices).toEqual([]);
  });

  it('has nothing to say where the sum stays, or no weight is amended', () => {
    const weights = [
      ['tax_per_mu', '40'],
      ['va_per_mu', '15'],
    ].map(([id, value]) => ({ path: `groups/above/indicators/${id!}/weight`, value: value! }));
    expect(amended(...weights).notices).toEqual([]);
    expect(amended({ path: 'groups/above/classes/upto/A', value: '25%' }).notices).toEqual([]);
    expect(amended().notices).toEqual([]);
  });

  it('of several groups says it of each', () => {
    const weight = (group: string): Amendment => ({ path: `groups/${group}/indicators/tax_per_mu/weight`, value: '10' });
    expect(amended(weight('below'), weight('above')).notices.map((notice) => notice.split('：')[0])).toEqual([
      '规上',
      '规下（用地3亩以上）',
    ]);
  });

  it.each([
    ['followed by total_weight', []],
    ['amended with it', [{ path: 'groups/above/total_weight', value: '105' }]],
  ])('of the sum of the weights is refused where classes go by score: %s', (_, more) => {
    const byScore = TEXT.replace(/classes: .*by: rank_share.*$/m, 'classes: { by: score, at_least: { A: 90, B: 70, C: 50, D: null } }');
    const tax = { path: 'groups/above/indicators/tax_per_mu/weight', value: '40' };
    expect(refusalOf(byScore, [tax, ...more])).toMatch(/groups\/above\/total_weight：规上：权重合计由 100 变为 105；本组按分数线定类/);
    expect(refusalOf(byScore, [tax, { path: 'groups/above/indicators/va_per_mu/weight', value: '15' }])).toBe('accepted');
    expect(refusalOf(byScore, [{ path: 'groups/below/indicators/tax_per_mu/weight', value: '10' }])).toBe('accepted');
  });

  it.each(['25%', '0.25', '25'])('of a share may be written %s', (value) => {
    const { groups } = amended({ path: 'groups/above/classes/upto/A', value });
    const { classes } = groups[0]!;
    expect(classes?.by === 'rank_share' && classes.upto?.[0]?.share?.toString()).toBe('0.25');
  });

  it('may add a cap where there is none', () => {
    const text = TEXT.replace('benchmark: 2.694, cap: 1.5', 'benchmark: 2.694');
    const result = amendScheme(read(text), [{ path: 'groups/above/indicators/energy_va/points/cap', value: '1.2' }], from);
    expect('scheme' in result && result.scheme.groups[0]!.indicators[2]!.points?.cap?.toString()).toBe('1.2');
  });

  it.each([
    ['an unknown path', 'groups/above/indicators/nothing/weight', '3', '办法中没有'],
    ['no number', 'groups/above/indicators/tax_per_mu/weight', 'much', '不是数字'],
    ['a condition', 'groups/above/when/eq', '1', '不是可以试算的数'],
    ['a fact', 'derived/assessed_tax/sum/tax.vat_net/factor', '2', '不是可以试算的数'],
    ['an override', 'overrides/violation/shift', '-2', '不是可以试算的数'],
    ['a source', 'groups/above/classes/upto/source', '3', '不是可以试算的数'],
    ['the id', 'scheme', '3', '不是可以试算的数'],
    ['an unknown class', 'groups/above/classes/upto/E', '97%', '没有“E”这一档'],
    ['a share out of order', 'groups/above/classes/upto/A', '70%', '低于上一档'],
    ['a benchmark of 0', 'groups/above/indicators/energy_va/points/benchmark', '0', '基准值必须大于 0'],
    ['a cap of an indicator that has no points of that kind', 'groups/above/names/weight', '1', '没有“weight”这一档'],
  ])('is refused for %s', (_name, path, value, says) => {
    expect(refusal({ path, value })).toContain(says);
  });
});
