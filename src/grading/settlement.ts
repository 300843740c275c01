import type { Lack } from './assessment.js';
import type { FactTable } from './fact-table.js';
import { overriding, type OverrideFired } from './override.js';
import type { Rational } from './rational.js';
import { classesOf, type Group, type Scheme } from './scheme.js';
import type { Standing } from './standing.js';

/** What the settling asks of a member. */
export interface Placed {
  readonly initial: string | undefined;
  readonly lacks: readonly Lack[];
  /** The value of an indicator. */
  readonly value: (id: string) => Rational | undefined;
}

/** The class of a unit after inheritance and overrides. */
export interface Settled {
  readonly initial: string | undefined;
  readonly final: string | undefined;
  readonly fired: readonly OverrideFired[];
  readonly lacks: readonly Lack[];
  readonly inheritedFrom: string | undefined;
}

/**
 * Initial classes become final ones: tenants take their owner's, then the overrides are applied (SCHEME.md, Tenancy and
 * Overrides).
 *
 * @param owners by row, whose class it takes
 */
export function settlement(
  scheme: Scheme,
  facts: FactTable,
  standingOf: (row: number) => Standing,
  memberOf: (row: number) => Placed | undefined,
  owners: readonly (number | undefined)[] | undefined,
): (row: number) => Settled {
  const override = overriding(scheme.overrides, facts);
  const { creditCodes } = facts.population;
  const inherited = new Map<number, Settled | 'under way'>();

  const settle = (row: number): Settled | 'under way' => {
    if (owners?.[row] === undefined) return work(row);
    const found = inherited.get(row);
    if (found) return found;
    inherited.set(row, 'under way');
    const result = work(row);
    inherited.set(row, result);
    return result;
  };

  const work = (row: number): Settled => {
    const member = memberOf(row);
    const { state, group } = standingOf(row);
    const owner = owners?.[row];
    if (!member || !group || state) return without(member?.lacks ?? [], undefined);
    if (owner === undefined) {
      return member.initial === undefined
        ? without(member.lacks, undefined)
        : withClass(row, member, member.initial, classesOf(group), undefined);
    }
    const ownerSettled = settle(owner);
    const creditCode = creditCodes[owner]!;
    if (ownerSettled === 'under way') return without([{ what: 'owner', creditCode, reason: 'OWNERS_IN_A_CIRCLE' }], creditCode);
    const taken = ownerSettled.final;
    if (taken === undefined) return without([{ what: 'owner', creditCode, reason: 'OWNER_WITHOUT_CLASS' }], creditCode);
    return withClass(row, member, taken, classOrderWith(taken, group, scheme), creditCode);
  };

  const withClass = (
    row: number,
    member: Placed,
    initial: string,
    classOrder: readonly string[],
    inheritedFrom: string | undefined,
  ): Settled => {
    return { initial, ...override(row, initial, classOrder, member.value), lacks: [], inheritedFrom };
  };

  return (row) => {
    const result = settle(row);
    if (result === 'under way') throw new Error(`the class of row ${row} was asked for while it was being settled`);
    return result;
  };
}

function without(lacks: readonly Lack[], inheritedFrom: string | undefined): Settled {
  return { initial: undefined, final: undefined, fired: [], lacks, inheritedFrom };
}

/** The group's own classes, or those of the group that an inherited class comes from. */
function classOrderWith(inherited: string, group: Group, scheme: Scheme): readonly string[] {
  const ladders = [group, ...scheme.groups].map(classesOf);
  return ladders.find((classOrder) => classOrder.includes(inherited)) ?? [inherited];
}
