import type { EnterprisePageQuery } from '../generated/graphql.js';
import { STATE_WORDS } from '../words/classes.js';
import { figure } from '../words/figures.js';

export type Enterprise = NonNullable<EnterprisePageQuery['enterprise']>;
export type Grade = NonNullable<Enterprise['grade']>;
export type Indicator = NonNullable<Grade['indicators']>[number];

/** Why an enterprise is in its class, in one sentence. @param group the title of its group */
export function classSentence(
  { state, total, rank, rankedOf, initialClass, class: its, treatedAs, overrides }: Grade,
  group: string | undefined,
): string {
  const parts: string[] = [];
  if (total) parts.push(`总分 ${figure(total)} 分`);
  if (rank) parts.push(`在${group ? `“${group}”` : '本组'} ${rankedOf ?? '—'} 家中列第 ${rank} 名`);
  if (initialClass) parts.push(`初评 ${initialClass} 类`);
  for (const { title, article, before, after } of overrides ?? [])
    parts.push(
      before === after ? `${title}${cited(article)}，仍为 ${after} 类` : `因${title}${cited(article)}由 ${before} 类调为 ${after} 类`,
    );
  if (its) parts.push(initialClass === its && !overrides?.length ? '没有调档，即为最终类别' : `最终 ${its} 类`);
  else if (state && state !== 'GRADED') parts.push(`${STATE_WORDS[state]}${treatedAs ? `，比照 ${treatedAs} 类` : ''}`);
  return parts.length === 0 ? '没有给出评价结果。' : `${parts.join('，')}。`;
}

function cited(article: string | null | undefined): string {
  return article ? `（${article}）` : '';
}
