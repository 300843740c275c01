import { Rational } from '../grading/rational.js';
import { isRankOnly, type DerivedSum, type Extra, type Group, type Override, type Scheme, type StateRule } from '../grading/scheme.js';
import { conditionWords, NOT_VISIBLE } from './condition-words.js';
import { indicatorFields, type Field } from './points-words.js';
import type { PolicyNames } from './policy-names.js';

/** A rule of a scheme as a person says it: what it is, what it is called, and labelled statements about it. */
export interface OutlineItem {
  /** e.g. `groups/above/indicators/tax_per_mu`; states go by their titles. */
  readonly path: string;
  readonly kind: '办法' | '口径' | '状态' | '组' | '指标' | '加减分' | '调档' | '未见';
  readonly title: string;
  /** The title of its group, if it is in one. */
  readonly group: string | undefined;
  readonly fields: readonly (readonly [label: string, text: string])[];
}

const STATUS = { complete: '完整', partial: '部分（有未见的内容）', example: '示例' } as const;
const TENANCY = {
  net: '各自评价（自有 + 租入 − 租出）',
  merge: '同一宗地合并评价，共享结果',
  inherit_owner: '无自有土地的承租企业取所租最多的出租方的档',
} as const;
const LIMIT = { floor: '向下取整', half_up: '四舍五入', ceil: '向上取整' } as const;
const HUNDRED = Rational.integer(100);

/** The rules of a scheme in the order of the file: the one text behind its sheet and its comparison with another. */
export function schemeOutline(scheme: Scheme, names: PolicyNames): readonly OutlineItem[] {
  const { groups } = scheme;
  return [
    item('', '办法', scheme.title, undefined, [
      ['名称', scheme.title],
      ['地区', scheme.jurisdiction],
      ['年度', scheme.years.length === 0 ? NOT_VISIBLE : scheme.years.join('、')],
      ['状态', STATUS[scheme.status]],
      ['租赁关系', scheme.inherits ? `${TENANCY[scheme.tenancy]}（${conditionWords(scheme.inherits, names)}）` : TENANCY[scheme.tenancy]],
    ]),
    ...scheme.derived.map((sum) =>
      item(`derived/${sum.id}`, '口径', sum.title, undefined, [
        ['名称', sum.title],
        ['口径', sumWords(sum, names)],
      ]),
    ),
    ...scheme.states.map((state) => item(`states/${state.title}`, '状态', state.title, undefined, stateFields(state, names))),
    ...groups.flatMap((group) => [
      item(`groups/${group.id}`, '组', group.title, undefined, groupFields(group, names, scheme.status)),
      ...group.indicators.map((each) =>
        item(`groups/${group.id}/indicators/${each.id}`, '指标', each.title, group.title, indicatorFields(each, names)),
      ),
      ...group.extras.map((each) =>
        item(`groups/${group.id}/extras/${each.id}`, '加减分', each.title, group.title, extraFields(each, names)),
      ),
    ]),
    ...scheme.overrides.map((each) => item(`overrides/${each.id}`, '调档', each.title, undefined, overrideFields(each, names, scheme))),
    ...scheme.undisclosed.map(({ path, title, weight }) =>
      item(path, '未见', title, groups.find(({ id }) => path.startsWith(`groups/${id}/`))?.title, [
        ['内容', NOT_VISIBLE],
        ['权重', weight?.toString()],
      ]),
    ),
  ];
}

function item(path: string, kind: OutlineItem['kind'], title: string, group: string | undefined, fields: readonly Field[]): OutlineItem {
  return { path, kind, title, group, fields: fields.flatMap(([label, text]) => (text === undefined ? [] : [[label, text] as const])) };
}

function sumWords({ terms }: DerivedSum, names: PolicyNames): string {
  if (terms.length === 0) return NOT_VISIBLE;
  const words = terms.map(({ fact, factor, missing }, index) => {
    const size = factor.sign < 0 ? factor.negated() : factor;
    const times = size.equals(Rational.ONE) ? '' : `${size.toString()} × `;
    const sign = factor.sign < 0 ? '− ' : index === 0 ? '' : '+ ';
    return `${sign}${times}${names.title(fact)}${missing ? `（缺失按 ${missing.toString()}）` : ''}`;
  });
  return words.join(' ');
}

function stateFields(state: StateRule, names: PolicyNames): readonly Field[] {
  return [
    ['状态', state.state === 'TEMPORARY' ? '暂不分档' : '不参加评价'],
    ['条件', conditionWords(state.when, names)],
    ['计分', state.scored ? '计分，不排名不分档' : undefined],
    ['政策执行', state.treatedAs && `参照 ${state.treatedAs} 档`],
  ];
}

function groupFields(group: Group, names: PolicyNames, status: Scheme['status']): readonly Field[] {
  const scored = !isRankOnly(group);
  return [
    ['名称', group.title],
    ['适用条件', conditionWords(group.when, names)],
    ['分组排名', group.rankWithin.length === 0 ? undefined : `按${group.rankWithin.map(names.title).join('、')}分别排名`],
    ['权重合计', scored ? group.totalWeight.toString() : undefined],
    ['加减分上限', group.extrasCap?.toString()],
    ['总分', !scored ? undefined : group.total.decimals === null ? `小数位数${NOT_VISIBLE}` : `保留 ${group.total.decimals} 位小数`],
    ['总分保底', group.total.floor?.toString()],
    ...classFields(group, status),
  ];
}

function classFields({ classes, names }: Group, status: Scheme['status']): readonly Field[] {
  const named = (name: string): string => `${name} 档${names[name] ? `（${names[name]}）` : ''}`;
  if (!classes) return [['分档', status === 'partial' ? NOT_VISIBLE : '不分档，只排名次']];
  if (classes.by === 'score') {
    const cuts = (classes.atLeast ?? []).map(({ class: name, score }): Field => {
      return [named(name), score === undefined ? '其余' : score ? `${score.toString()} 分及以上` : NOT_VISIBLE];
    });
    return [['分档', '按总分'], ...cuts];
  }
  const cuts = (classes.upto ?? []).map(({ class: name, share }): Field => {
    return [named(name), share ? `名次至前 ${share.times(HUNDRED).toString()}%（含）` : NOT_VISIBLE];
  });
  return [
    ['分档', classes.upto ? '按名次的累计比例' : NOT_VISIBLE],
    ...cuts,
    ['名额取整', LIMIT[classes.limit]],
    ['名额基数', classes.base === 'ranked' ? '参加排名的企业' : '组内全部企业（含暂不分档、暂缓评价）'],
    ['并列', classes.ties === 'better' ? '从优' : '从劣'],
  ];
}

function extraFields(extra: Extra, names: PolicyNames): readonly Field[] {
  if (extra.by === 'condition')
    return [
      ['名称', extra.title],
      ['条件', conditionWords(extra.when, names)],
      ['分值', extra.points.toString()],
    ];
  return [
    ['名称', extra.title],
    ['计数', names.title(extra.count)],
    ['不计的个数', extra.free.sign === 0 ? undefined : extra.free.toString()],
    ['第一个', extra.first.toString()],
    ['其后每个', extra.each.toString()],
    ['限额', extra.max?.toString() ?? '不设上限'],
  ];
}

function overrideFields(override: Override, names: PolicyNames, { groups, overrides }: Scheme): readonly Field[] {
  const titleOf = (id: string): string => overrides.find((other) => other.id === id)?.title ?? id;
  return [
    ['名称', override.title],
    ['条件', conditionWords(override.when, names, groups)],
    ['结果', effectWords(override)],
    ['例外', override.unless.length === 0 ? undefined : `已适用“${override.unless.map(titleOf).join('”“')}”的除外`],
    ['条款', override.article],
  ];
}

function effectWords({ effect }: Override): string {
  switch (effect.kind) {
    case 'set':
      return `列入 ${effect.class} 档`;
    case 'best':
      return `最高 ${effect.class} 档`;
    case 'worst':
      return `最低 ${effect.class} 档`;
    case 'shift':
      return effect.by < 0 ? `下调 ${-effect.by} 档` : `上调 ${effect.by} 档`;
  }
}
