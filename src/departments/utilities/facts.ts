import type { FactDefinition } from '../../grading/fact.js';

/** HANDOVER.md, `utilities.annual`: sums over an enterprise's accounts. */
export const utilitiesFacts: readonly FactDefinition[] = [
  { id: 'utilities.electricity', title: '用电量', kind: 'number', unit: '万kWh', department: 'utilities' },
  { id: 'utilities.water', title: '用水量', kind: 'number', unit: '吨', department: 'utilities' },
];
