import { conditionTest } from './condition.js';
import type { FactTable } from './fact-table.js';
import { Rational } from './rational.js';
import type { Scheme } from './scheme.js';

/**
 * Tenancy `inherit_owner`: the row of the owner whose class each row takes, undefined for who is graded by itself; under
 * the other tenancies, undefined altogether.
 * A tenant without own land in force takes that of the enterprise from which it leases most; equal: the lower
 * credit code (SCHEME.md, Tenancy).
 */
export function ownersToInherit(scheme: Scheme, facts: FactTable): readonly (number | undefined)[] | undefined {
  if (scheme.tenancy !== 'inherit_owner') return undefined;
  const { population } = facts;
  const inherits = scheme.inherits ? conditionTest(scheme.inherits, facts) : () => true;
  const landed = new Set(population.tenure.holdings.map((holding) => holding.row));
  const leased = new Map<number, Map<number, Rational>>();
  for (const { tenant, owner, area } of population.tenure.leases) {
    if (owner === undefined || landed.has(tenant)) continue;
    const areas = leased.get(tenant) ?? new Map<number, Rational>();
    leased.set(tenant, areas.set(owner, (areas.get(owner) ?? Rational.ZERO).plus(area)));
  }
  return population.creditCodes.map((_, row) => {
    const areas = leased.get(row);
    return areas && inherits(row) ? foremost(areas, population.creditCodes) : undefined;
  });
}

function foremost(areas: ReadonlyMap<number, Rational>, creditCodes: readonly string[]): number {
  const leads = (a: number, b: number): boolean => {
    const sign = areas.get(a)!.compare(areas.get(b)!);
    return sign === 0 ? creditCodes[a]! < creditCodes[b]! : sign > 0;
  };
  return [...areas.keys()].reduce((best, owner) => (leads(owner, best) ? owner : best));
}
