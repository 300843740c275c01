import { departments } from '../departments/index.js';
import { Rational } from '../grading/rational.js';
import type { DerivedSum, Scheme } from '../grading/scheme.js';

const TITLES = new Map<string, string>(departments.tax.facts.map(({ id, title }) => [id, title]));

/** What a scheme takes for tax, in words: its sums of tax facts, 评价税收 = 增值税净入库 + …; null if it sums none. */
export function taxDefinition(scheme: Scheme): string | null {
  const sums = scheme.derived.filter(({ terms }) => terms.some(({ fact }) => TITLES.has(fact)));
  return sums.map(inWords).join('；') || null;
}

function inWords({ title, terms }: DerivedSum): string {
  const words = terms.map(({ fact, factor }, index) => {
    const size = factor.sign < 0 ? factor.negated() : factor;
    const times = size.equals(Rational.ONE) ? '' : `${size.toString()} × `;
    const sign = factor.sign < 0 ? '− ' : index === 0 ? '' : '+ ';
    return `${sign}${times}${TITLES.get(fact) ?? fact}`;
  });
  return `${title} = ${words.join(' ')}`;
}
