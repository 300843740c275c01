import { expect, it } from 'vitest';
import { plainSchemes } from './scheme-reference.js';

/** What the sample county's schemes make of which departments, read off their text by eye. */
const VA = ['statistics'];
const INDICATORS: Readonly<
  Record<string, Readonly<Record<string, readonly [numerator: readonly string[], denominator: readonly string[]]>>>
> = {
  above: {
    tax_per_mu: [['tax'], ['land']],
    va_per_mu: [VA, ['land']],
    energy_va: [VA, ['statistics']],
    emission_va: [VA, ['emissions']],
    productivity: [VA, ['employment']],
    rd_share: [['statistics'], ['statistics']],
  },
  below: {
    tax_per_mu: [['tax'], ['land']],
    tax_per_power: [['tax'], ['utilities']],
  },
};
/** Extras are of events, which the office keeps, and of tenants. */
const TOTALS: Readonly<Record<string, readonly string[]>> = {
  above: ['tax', 'land', 'statistics', 'emissions', 'employment', 'county'],
  below: ['tax', 'land', 'utilities'],
};

it('reads off a scheme of what it is made, as it is read by eye', () => {
  const scheme = plainSchemes().find(({ id }) => id === 'example-ratio-2024')!;
  const sorted = (of: readonly string[]) => [...of].sort();
  for (const [group, indicators] of Object.entries(INDICATORS)) {
    for (const [id, parts] of Object.entries(indicators))
      expect([id, scheme.indicators[group]![id]!.map(sorted)]).toEqual([id, parts.map(sorted)]);
    expect(sorted(scheme.totals[group]!)).toEqual(sorted(TOTALS[group]!));
  }
});
