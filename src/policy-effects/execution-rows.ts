import type { Directory } from '../enterprise/directory.js';
import { Rational } from '../grading/rational.js';
import type { FiscalLine } from './fiscal.js';
import { contributionsOf, type Contributions } from '../access/suppression.js';

/** Who carries a list out: the tax bureau the relief, the power and water companies the surcharges. */
export const LIST_KINDS = ['LAND_USE_TAX', 'ELECTRICITY', 'WATER'] as const;
export type ListKind = (typeof LIST_KINDS)[number];

/** Title, what its item is, and what the rate is of. */
const TITLES: Record<ListKind, { readonly title: string; readonly item: string; readonly base: string; readonly amount: string }> = {
  LAND_USE_TAX: { title: '城镇土地使用税减免清单', item: '税源编号', base: '年应纳税额（元）', amount: '减免税额（元）' },
  ELECTRICITY: { title: '差别化电价执行清单', item: '户号', base: '用电量（kWh）', amount: '加价电费（元）' },
  WATER: { title: '差别化水价执行清单', item: '户号', base: '用水量（吨）', amount: '加价水费（元）' },
};

export function listTitle(kind: ListKind): string {
  return TITLES[kind].title;
}

export function listHeader(kind: ListKind): readonly string[] {
  const { item, base, amount } = TITLES[kind];
  return ['统一社会信用代码', '企业名称', item, base, '标准', '执行月数', amount, '依据', '返还说明'];
}

/** Which cells of a row are figures: what the rate is of, the months, the amount. */
export const FIGURE_CELLS: readonly number[] = [3, 5, 6];

/** What the rate of a relief is of is money, told to 分; of a surcharge it is what the meter says. */
const TO_FEN = 2;

/** How many of the first cells name a row: credit code, name, item. */
export const KEY_CELLS = 3;

/**
 * The rows of a list, by credit code and item: everything as text, so that the same list has the same bytes. Relief at
 * 0 % is no relief and stays out.
 */
export function executionRows(kind: ListKind, lines: readonly FiscalLine[], directory: Directory): string[][] {
  return lines
    .filter((line) => line.kind === kind && line.item !== null && line.applied.treatment.rate?.sign !== 0)
    .map(({ creditCode, item, base, months, amount, applied: { treatment } }) => {
      const { document, article, refund, rate, unit } = treatment;
      const name = directory.get(creditCode)?.name ?? '';
      const standard = `${rate?.toString() ?? ''}${unit === '%' ? '%' : ` ${unit ?? ''}`}`;
      return [
        creditCode,
        name,
        item ?? '',
        (kind === 'LAND_USE_TAX' ? base?.round(TO_FEN) : base)?.toString() ?? '',
        standard,
        String(months),
        amount?.toFixed(2) ?? '待定',
        article ? `${document} ${article}` : document,
        refund?.text ?? '',
      ];
    })
    .sort((a, b) => compare(a[0]!, b[0]!) || compare(a[2]!, b[2]!) || compare(a[4]!, b[4]!));
}

/** The amounts of a list's rows in sum, 元. */
export function totalOf(kind: ListKind, rows: readonly (readonly string[])[]): Rational {
  return Rational.sum([...contributionsOfRows(kind, rows).values()]);
}

/** What each enterprise adds to the total; what is not decided yet adds nothing. */
export function contributionsOfRows(kind: ListKind, rows: readonly (readonly string[])[]): Contributions {
  const amount = listHeader(kind).indexOf(TITLES[kind].amount);
  return contributionsOf(rows.map((row) => [row[0]!, Rational.parse(row[amount] ?? '') ?? Rational.ZERO]));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
