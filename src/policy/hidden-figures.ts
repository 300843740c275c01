import type { DepartmentId } from '../grading/fact.js';
import { Rational } from '../grading/rational.js';
import type { Operand, Scheme } from '../grading/scheme.js';
import { policyNames } from './policy-names.js';
import type { Vocabulary } from './vocabulary.js';

/** What somebody does not see of a fact or a derived sum: one fact, or a sum of them. */
export interface HiddenFigure {
  /** One id for each figure and year, however many names a scheme has for it. */
  readonly id: string;
  /** Undefined where it adds up facts of several departments, or is no number: it is nobody's figure then. */
  readonly department: DepartmentId | undefined;
  /** 中文. */
  readonly title: string;
  readonly unit: string;
  /** 0: of the assessment year; −1: of the year before. */
  readonly year: number;
  readonly terms: readonly { readonly fact: string; readonly factor: Rational }[];
}

/** Looks up what of an operand is not seen; undefined where all of it is. */
export type FigureVisibility = (operand: Operand) => HiddenFigure | undefined;

/** What the facts of a scheme are to somebody who sees the figures of these departments alone. */
export function figureVisibility(scheme: Scheme, vocabulary: Vocabulary, visible: ReadonlySet<DepartmentId>): FigureVisibility {
  const names = policyNames(scheme, vocabulary);
  const departments = new Map(vocabulary.facts.map(({ id, department }) => [id, department]));
  const isHidden = (fact: string): boolean => !visible.has(departments.get(fact) ?? 'county');
  return ({ fact, year }) => {
    const sum = scheme.derived.find(({ id }) => id === fact);
    const all = sum?.terms ?? [{ fact, factor: Rational.ONE }];
    const terms = all.filter((term) => isHidden(term.fact));
    const [first] = terms;
    if (!first) return undefined;
    const owners = new Set(terms.map((term) => departments.get(term.fact)));
    const single = terms.length === 1;
    const title = single ? names.title(first.fact) : names.title(fact);
    return {
      // What is seen of a sum moves it, so that it is not the same unknown as the sum without that.
      id: `${year} ${single && all.length === 1 ? first.fact : termsText(all)}`,
      department: owners.size === 1 && names.kind(first.fact) === 'number' ? departments.get(first.fact) : undefined,
      title: single || all.length === terms.length ? title : `${title}中看不到的部分`,
      unit: names.unit(first.fact),
      year,
      terms: single ? [{ fact: first.fact, factor: Rational.ONE }] : terms.map((term) => ({ fact: term.fact, factor: term.factor })),
    };
  };
}

function termsText(terms: readonly { readonly fact: string; readonly factor: Rational }[]): string {
  return terms
    .map(({ fact, factor }) => `${factor.toString()} ${fact}`)
    .sort()
    .join(' + ');
}
