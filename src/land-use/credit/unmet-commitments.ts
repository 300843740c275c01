import { enterpriseOf, stateOf } from '../commitments.js';
import type { OutputCheck, OutputContract, PromisedIndicator } from '../records.js';
import type { Reckoning } from '../reckoning.js';
import type { Counted } from './entry.js';

/** Output contracts of which a check at a node found a promise unmet; repaired when later checks find all such promises met. */
export function unmetCommitments(reckoning: Reckoning, node: OutputCheck['node']): readonly Counted[] {
  const { land } = reckoning;
  return [...land.contracts.values()].flatMap(({ records }) =>
    records.outputs.flatMap((output) => {
      const checks = land.checks.get(output.number) ?? [];
      const unmet = checks.filter((check) => check.node === node && isMet(output, check) === false && check.date !== null);
      const since = unmet[0]?.date ?? undefined;
      if (since === undefined) return [];
      const met = [...new Set(unmet.map(({ indicator }) => indicator))].map((indicator) => metAgain(output, indicator, checks));
      const repairedAt = met.every((day) => day !== undefined) ? met.sort().at(-1) : undefined;
      return [{ creditCode: enterpriseOf(output, reckoning), key: output.number, since, repairedAt }];
    }),
  );
}

/** The day of the check since which an indicator is met; undefined where the latest does not find it so. */
function metAgain(output: OutputContract, indicator: PromisedIndicator, checks: readonly OutputCheck[]): string | undefined {
  const its = checks.filter((check) => check.indicator === indicator && check.actual);
  const lastUnmet = its.findLastIndex((check) => isMet(output, check) === false);
  return its[lastUnmet + 1]?.date ?? undefined;
}

function isMet({ promised, tolerance }: OutputContract, { indicator, actual }: OutputCheck): boolean | undefined {
  const aim = promised[indicator];
  return aim && actual && aim.sign > 0 ? stateOf(actual.over(aim), tolerance) === 'MET' : undefined;
}
