import type { EnterpriseResult, EvaluationState, Lack } from '../assessment.js';
import type { Scored } from '../group-grading.js';
import type { OverrideFired } from '../override.js';
import { Rational } from '../rational.js';
import type { Group } from '../scheme.js';
import type { Settled } from '../settlement.js';
import { stateOf, type Standing } from '../standing.js';
import type { GradedColumns, GradedGroup } from './graded-columns.js';
import { totalAt } from './place-columns.js';

/** The result of an enterprise, read from the columns; what is not there is made exactly, once, when it is asked for. */
export class RowResult implements EnterpriseResult {
  readonly creditCode: string;
  readonly #graded: GradedColumns;
  readonly #unit: number;
  readonly #codes: readonly string[];
  #scored: Scored | undefined;
  #settled: Settled | undefined;

  /** @param codes the credit codes evaluated as one with it */
  constructor(
    graded: GradedColumns,
    readonly row: number,
    unit: number,
    codes: readonly string[],
  ) {
    this.creditCode = graded.population.creditCodes[row]!;
    this.#graded = graded;
    this.#unit = unit;
    this.#codes = codes;
  }

  get state(): EvaluationState {
    return stateOf(this.#standing, this.#isLacking);
  }

  get stateTitle(): string | undefined {
    return this.#standing.state?.title;
  }

  get group(): Group | undefined {
    return this.#standing.group;
  }

  get indicators(): EnterpriseResult['indicators'] {
    return this.#exactly?.indicators ?? [];
  }

  get extras(): EnterpriseResult['extras'] {
    return this.#exactly?.extras ?? [];
  }

  get extrasSum(): Rational {
    return this.#exactly?.extrasSum ?? Rational.ZERO;
  }

  get reweighting(): Rational {
    return this.#exactly?.reweighting ?? Rational.ONE;
  }

  get total(): Rational | undefined {
    const group = this.#group;
    if (!group || this.state === 'HELD') return undefined;
    return totalAt(group.totals, this.#at, 10n ** BigInt(group.group.total.decimals ?? 0));
  }

  get rank(): number | undefined {
    return this.#group?.ranks[this.#at] || undefined;
  }

  get rankedOf(): number | undefined {
    const group = this.#group;
    return this.rank === undefined ? undefined : (group?.of?.[this.#at] ?? group?.ranked);
  }

  get initial(): string | undefined {
    return this.#settledOnce.initial;
  }

  get final(): string | undefined {
    return this.#graded.finalOf(this.#unit);
  }

  get treatedAs(): string | undefined {
    return this.#standing.state?.treatedAs;
  }

  get overrides(): readonly OverrideFired[] {
    return this.#settledOnce.fired;
  }

  get lacks(): readonly Lack[] {
    return this.#settledOnce.lacks;
  }

  get unit(): readonly string[] | undefined {
    return this.#codes.length > 1 ? this.#codes : undefined;
  }

  get inheritedFrom(): string | undefined {
    return this.#settledOnce.inheritedFrom;
  }

  get #standing(): Standing {
    return this.#graded.standingOf(this.#unit);
  }

  get #group(): GradedGroup | undefined {
    return this.#graded.groups[this.#graded.members.groupOf(this.#unit)];
  }

  get #at(): number {
    return this.#graded.placeOf(this.#unit);
  }

  /** Held for a value, or for the class of an owner. */
  get #isLacking(): boolean {
    return this.rank === undefined && this.lacks.length > 0;
  }

  get #exactly(): Scored | undefined {
    return (this.#scored ??= this.#group?.exactly(this.#unit));
  }

  get #settledOnce(): Settled {
    return (this.#settled ??= this.#graded.settledOf(this.#unit));
  }
}
