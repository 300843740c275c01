import fc from 'fast-check';
import { expect, it } from 'vitest';
import { classesOf } from '../../src/grading/scheme.js';
import { countyHub } from './county-hub.js';
import { firms, schemeTexts } from './random-county.js';
import { withThreshold } from './random-thresholds.js';

interface Asked {
  readonly group: string;
  readonly class: string | null;
  readonly nextClass: { readonly class: string; readonly pointsNeeded: null; readonly paths: readonly { readonly indicator: string; readonly valueNeeded: null; readonly numeratorNeeded: null }[] } | null;
}

/** A way that an indicator does not reach would say where the total stands: the way up names every indicator, reachable or not. */
it('the way up tells a committee what its class and the scheme say, and no more', async () => {
  let ways = 0;
  await fc.assert(
    fc.asyncProperty(firms(2, 12), withThreshold(schemeTexts('one')), async (all, text) => {
      const hub = countyHub(all, [text]);
      const data = (await hub.ask({ role: 'zone_committee', zones: ['z1', 'z2'] }, '{ assessment(scheme: "one", year: 2024) { grades(first: 500) { nodes { group class nextClass { class pointsNeeded paths { indicator valueNeeded numeratorNeeded } } } } } }')) as { assessment: { grades: { nodes: readonly Asked[] } } | null };
      for (const { group: id, class: own, nextClass } of data.assessment?.grades.nodes ?? []) {
        if (!nextClass) continue;
        const group = hub.schemes[0]!.groups.find((each) => each.id === id)!;
        const ladder = classesOf(group);
        expect(nextClass).toEqual({ class: ladder[ladder.indexOf(own!) - 1], pointsNeeded: null, paths: group.indicators.map((each) => ({ indicator: each.id, valueNeeded: null, numeratorNeeded: null })) });
        ways += 1;
      }
    }),
    { numRuns: 40, seed: 2024 },
  );
  expect(ways).toBeGreaterThan(40);
});
