import { idleRow } from '../idle.js';
import type { Reckoning } from '../reckoning.js';
import { byKeyAndCode, type LandAlert } from './alert.js';
import { approvalAlerts } from './approval-alerts.js';
import { contractAlerts } from './contract-alerts.js';
import { dueAlerts } from './due-alerts.js';
import { idleAlerts } from './idle-alerts.js';
import { outputAlerts } from './output-alerts.js';
import { penaltyAlerts } from './penalty-alerts.js';

/** Everything to be acted on on a day, of live contracts and of approvals (LANDUSE.md, Alerts); by key, code, subject, due. */
export function alertsOn(reckoning: Reckoning): readonly LandAlert[] {
  const { land, numbers, on } = reckoning;
  const raised: LandAlert[] = [];
  for (const project of land.projects.values()) raised.push(...approvalAlerts(project, on, numbers));
  for (const contract of land.contracts.values()) {
    if (!contract.isLive) continue;
    raised.push(...dueAlerts(contract, numbers), ...penaltyAlerts(contract), ...contractAlerts(contract, reckoning));
    const idle = idleRow(contract, numbers);
    if (idle) raised.push(...idleAlerts(idle, contract, numbers));
    for (const output of contract.records.outputs) raised.push(...outputAlerts(output, contract, reckoning));
  }
  return raised.sort(byKeyAndCode);
}
