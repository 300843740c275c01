import type { CreditRule } from '../../policy/land-rules.js';
import { holdsOn } from '../../policy/treatment-reading.js';
import { plusYears } from '../days.js';
import type { Reckoning } from '../reckoning.js';
import { idleByEnterprise, overdueInstalments, terminated } from './contract-entries.js';
import { byEnterprise, type Counted, type CreditEntry } from './entry.js';
import { unmetCommitments } from './unmet-commitments.js';

/**
 * What counts against enterprises on a day by the county's `credit.yaml`, what was repaired included, what has lapsed not;
 * by credit code, rule, key. Nothing where the county has no such file.
 */
export function creditOn(reckoning: Reckoning): readonly CreditEntry[] {
  const { on, basis } = reckoning;
  const entries: CreditEntry[] = [];
  for (const rule of basis.rules.credit?.rules ?? []) {
    for (const { creditCode, key, since, repairedAt } of countedBy(rule, reckoning)) {
      const until = plusYears(since, rule.countsYears);
      if (creditCode === undefined || since > on || until < on || !holdsOn(rule, since)) continue;
      const isRepaired = rule.repairedBy !== undefined && repairedAt !== undefined && repairedAt <= on;
      entries.push({ creditCode, rule, key, since, until, repairedAt: isRepaired ? repairedAt : null });
    }
  }
  return entries.sort(byEnterprise);
}

function countedBy({ when }: CreditRule, reckoning: Reckoning): readonly Counted[] {
  switch (when.kind) {
    case 'commitment_unmet':
      return unmetCommitments(reckoning, when.node);
    case 'idle_enterprise':
      return idleByEnterprise(reckoning);
    case 'instalment_overdue':
      return overdueInstalments(reckoning, when.days);
    case 'contract_terminated':
      return terminated(reckoning);
    case 'finding_confirmed':
      return (reckoning.basis.confirmed ?? [])
        .filter(({ kind }) => when.kinds.includes(kind))
        .map(({ id, creditCode, confirmedOn }) => ({ creditCode, key: id, since: confirmedOn, repairedAt: undefined }));
  }
}
