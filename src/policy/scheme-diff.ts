import type { Scheme } from '../grading/scheme.js';
import { exactNumber } from './exact-number.js';
import { policyNames } from './policy-names.js';
import { schemeOutline, type OutlineItem } from './scheme-outline.js';
import type { Vocabulary } from './vocabulary.js';

/** What one scheme says otherwise than another. */
export interface SchemeChange {
  /** The rule's path, e.g. `groups/above/indicators/tax_per_mu`; empty for the scheme itself. */
  readonly path: string;
  /** 中文, e.g. 规上“亩均税收”：权重由 30 提高到 35. */
  readonly words: string;
}

/**
 * What changed from one scheme to another, in words, in the order of the later file; what was dropped comes last.
 * Two schemes that evaluate alike give nothing, whatever their files look like.
 */
export function schemeChanges(from: Scheme, to: Scheme, vocabulary: Vocabulary): readonly SchemeChange[] {
  const before = schemeOutline(from, policyNames(from, vocabulary));
  const after = schemeOutline(to, policyNames(to, vocabulary));
  const earlier = new Map(before.map((item) => [item.path, item]));
  const later = new Map(after.map((item) => [item.path, item]));
  return [
    ...after.flatMap((item) => {
      const old = earlier.get(item.path);
      return old ? changedFields(old, item) : [change(item, `新增${kindOf(item)}${summary(item)}`)];
    }),
    ...before
      .filter(({ path }) => !later.has(path))
      .map((item) => change(item, `取消${kindOf(item)}（原为${summary(item).slice(1, -1)}）`)),
    ...reordered(before, after),
  ];
}

function changedFields(from: OutlineItem, to: OutlineItem): readonly SchemeChange[] {
  if (from.kind === '未见' && to.kind !== '未见') return [change(to, `内容已明确${summary(to)}`)];
  if (to.kind === '未见' && from.kind !== '未见') return [change(to, `内容改为未见（原为${summary(from).slice(1, -1)}）`)];
  const [old, now] = [new Map(from.fields), new Map(to.fields)];
  const labels = new Set([...now.keys(), ...old.keys()]);
  return [...labels].flatMap((label) => {
    const [was, is] = [old.get(label), now.get(label)];
    if (was === is) return [];
    if (was === undefined) return [change(to, `新增${label}：${is}`)];
    if (is === undefined) return [change(to, `取消${label}（原为 ${was}）`)];
    return [change(to, `${label}由 ${was} ${label === '年度' ? '改为' : direction(was, is)} ${is}`)];
  });
}

function direction(was: string, is: string): string {
  const [old, now] = [exactNumber(was), exactNumber(is)];
  if (!old || !now) return '改为';
  return now.compare(old) > 0 ? '提高到' : '降低到';
}

function change(item: OutlineItem, words: string): SchemeChange {
  return { path: item.path, words: `${item.path === '' ? '办法' : `${item.group ?? ''}“${item.title}”`}：${words}` };
}

function kindOf(item: OutlineItem): string {
  return item.kind === '未见' ? '（内容未见的规定）' : item.kind;
}

function summary(item: OutlineItem): string {
  return `（${item.fields
    .filter(([label]) => label !== '名称')
    .map(([label, text]) => `${label} ${text}`)
    .join('；')}）`;
}

/** Where order decides: the first state or group that holds wins, and overrides build on one another. */
function reordered(before: readonly OutlineItem[], after: readonly OutlineItem[]): readonly SchemeChange[] {
  return (['状态', '组', '调档'] as const).flatMap((kind) => {
    const [old, now] = [of(kind, before), of(kind, after)];
    const was = old.filter(({ path }) => now.some((item) => item.path === path));
    const is = now.filter(({ path }) => old.some((item) => item.path === path));
    const moved = was.some(({ path }, index) => is[index]!.path !== path);
    return moved ? [{ path: is[0]!.path.split('/')[0]!, words: `${kind}的先后次序改为：${is.map(({ title }) => title).join('、')}` }] : [];
  });
}

function of(kind: OutlineItem['kind'], items: readonly OutlineItem[]): readonly OutlineItem[] {
  return items.filter((item) => item.kind === kind);
}
