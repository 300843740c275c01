import { leavesOf, type ConditionLeaf } from '../grading/condition-leaves.js';
import type { DepartmentId } from '../grading/fact.js';
import { factsInCondition, neededFacts, operandFacts } from '../grading/needed-facts.js';
import type { Condition, DerivedSum, Extra, Group, Indicator, Scheme } from '../grading/scheme.js';

type Departments = readonly DepartmentId[];

/** What offices decided is given by the office that decided: the evaluation office. */
export const OFFICE: Departments = ['county'];

/**
 * Which departments the values of an assessment are made of, reckoned from the scheme's own text (SHARING.md, Four kinds
 * of value): an indicator of its facts, a total of all that its group's indicators and extras are made of. What the
 * office decides is the office's under a scheme of the county that is in force, and made of everything under any other.
 */
export class SchemeParts {
  readonly #scheme: Scheme;
  readonly #year: number;
  readonly #ownerOf: (fact: string) => DepartmentId;
  #since: number | undefined;
  readonly #known = new Map<unknown, Departments>();

  /** @param isOfCounty whether the scheme is of the county and in force for the year */
  constructor(
    scheme: Scheme,
    year: number,
    ownerOf: (fact: string) => DepartmentId,
    readonly isOfCounty: boolean,
  ) {
    this.#scheme = scheme;
    this.#year = year;
    this.#ownerOf = ownerOf;
  }

  /** The first year whose records the assessment reads. */
  get since(): number {
    return (this.#since ??= Math.min(this.#year, ...neededFacts(this.#scheme, this.#year).map(({ year }) => year)));
  }

  /** Of everything that the scheme reads of an enterprise. */
  readonly whole = (): Departments =>
    this.#once('whole', () => [...neededFacts(this.#scheme, this.#year).map(({ fact }) => this.#ownerOf(fact)), ...this.#eventsOffice()]);

  /** Of class, rank, state and group. */
  readonly result = (): Departments => (this.isOfCounty ? OFFICE : this.whole());

  readonly numerator = (indicator: Indicator): Departments =>
    this.#once(indicator.numerator, () => this.#ofOperand(indicator, 'numerator'));

  readonly denominator = (indicator: Indicator): Departments =>
    this.#once(indicator.denominator ?? NO_OPERAND, () => this.#ofOperand(indicator, 'denominator'));

  /** Of value, points and band. */
  readonly indicator = (indicator: Indicator): Departments =>
    this.#once(indicator, () => [...this.numerator(indicator), ...this.denominator(indicator)]);

  readonly total = (group: Group): Departments =>
    this.#once(group, () => [...group.indicators.flatMap(this.indicator), ...group.extras.flatMap(({ id }) => this.extra(group, id))]);

  readonly extra = (group: Group, id: string): Departments => {
    const extra = group.extras.find((each) => each.id === id);
    return extra ? this.#once(extra, () => this.#ofExtra(extra)) : OFFICE;
  };

  /** Of an override that fired: the office's, unless its condition reads a fact of statistics. */
  readonly override = (id: string): Departments => {
    const found = this.#scheme.overrides.find((each) => each.id === id);
    if (!found || !this.isOfCounty) return this.result();
    return this.#once(found, () => {
      const vetoes = this.#scheme.overrides.filter((each) => found.unless.includes(each.id));
      return this.policy([found.when, ...vetoes.map(({ when }) => when)], this.#scheme.derived);
    });
  };

  /** Of what policy decides on conditions: the office's, unless one reads a fact of statistics that no group's `when` tells already. */
  policy(conditions: readonly Condition[], derived: readonly DerivedSum[]): Departments {
    if (!this.isOfCounty) return this.whole();
    const openly = this.#scheme.groups.flatMap(({ when }) => leavesOf(when)).map(written);
    const leaves = conditions.flatMap(leavesOf).filter((leaf) => !openly.includes(written(leaf)));
    const owners = leaves.flatMap((leaf) => this.#ofLeaf(leaf, derived));
    return owners.includes('statistics') ? [...new Set(owners)] : OFFICE;
  }

  #ofLeaf(leaf: ConditionLeaf, derived: readonly DerivedSum[]): Departments {
    if (leaf.kind === 'fact') return factsInCondition({ derived }, leaf).map(this.#ownerOf);
    if (leaf.kind !== 'indicator') return OFFICE;
    return this.#scheme.groups.flatMap(({ indicators }) => indicators.filter(({ id }) => id === leaf.indicator).flatMap(this.indicator));
  }

  #ofExtra(extra: Extra): Departments {
    if (extra.by === 'count') return factsInCondition(this.#scheme, { kind: 'fact', fact: extra.count, tests: [] }).map(this.#ownerOf);
    return leavesOf(extra.when).flatMap((leaf) => this.#ofLeaf(leaf, this.#scheme.derived));
  }

  #ofOperand(indicator: Indicator, part: 'numerator' | 'denominator'): Departments {
    const operand = indicator[part];
    return operand ? operandFacts(this.#scheme, indicator, operand, this.#year).map(({ fact }) => this.#ownerOf(fact)) : [];
  }

  #eventsOffice(): Departments {
    const { states, overrides, groups } = this.#scheme;
    const extras = groups.flatMap((group) => group.extras.flatMap((extra) => (extra.by === 'condition' ? [extra.when] : [])));
    const conditions = [
      ...states.map(({ when }) => when),
      ...overrides.map(({ when }) => when),
      ...groups.map(({ when }) => when),
      ...extras,
    ];
    return conditions.flatMap(leavesOf).some(({ kind }) => kind === 'event') ? OFFICE : [];
  }

  #once(key: unknown, work: () => Departments): Departments {
    const known = this.#known.get(key) ?? [...new Set(work())];
    this.#known.set(key, known);
    return known;
  }
}

const NO_OPERAND = Symbol('no denominator');

function written(leaf: ConditionLeaf): string {
  return JSON.stringify(leaf, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}
