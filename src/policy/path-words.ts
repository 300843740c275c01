import type { PolicyNames } from './policy-names.js';
import type { OutlineItem } from './scheme-outline.js';

const KEYS: Readonly<Record<string, string>> = {
  years: '适用年度',
  sum: '口径',
  when: '条件',
  indicators: '指标',
  weight: '权重',
  points: '得分办法',
  family: '得分办法',
  benchmark: '基准值',
  bands: '分段',
  classes: '分档',
  upto: '累计比例',
  at_least: '分数线',
  total: '总分',
  decimals: '小数位数',
  numerator: '分子',
  denominator: '分母',
  count: '计数',
  first: '第一个',
  each: '其后每个',
  set: '结果',
  best: '结果',
  worst: '结果',
  shift: '结果',
  cap: '封顶',
  floor: '保底',
  eq: '数值',
  ne: '数值',
  gt: '数值',
  gte: '数值',
  lt: '数值',
  lte: '数值',
  in: '取值',
  starts_with: '取值',
  sources: '依据',
};
const FOLDERS = new Set(['groups', 'indicators', 'extras', 'overrides', 'states', 'derived', 'all', 'any', 'not']);

/** A path through a scheme file in words (中文): groups/above/indicators/tax_per_mu/weight → 规上 · 亩均税收 · 权重. */
export function pathWords(path: string, outline: readonly OutlineItem[], names: PolicyNames): string {
  const titles = new Map(outline.map((item) => [item.path, item.title]));
  const steps = path.split('/');
  const words = steps.flatMap((step, index) => {
    const title = titles.get(steps.slice(0, index + 1).join('/'));
    const isLast = index === steps.length - 1;
    if (title !== undefined) return title;
    if ((FOLDERS.has(step) && !isLast) || /^\d+$/.test(step)) return [];
    if (step === 'points' && steps.includes('extras')) return '分值';
    return KEYS[step] ?? names.title(step);
  });
  return words.join(' · ');
}
