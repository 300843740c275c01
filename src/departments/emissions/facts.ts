import type { FactDefinition } from '../../grading/fact.js';

/** HANDOVER.md, `emissions.annual`; the equivalent (排污当量) is computed from the four. */
export const emissionsFacts: readonly FactDefinition[] = [
  mass('emissions.cod', '化学需氧量'),
  mass('emissions.ammonia', '氨氮'),
  mass('emissions.so2', '二氧化硫'),
  mass('emissions.nox', '氮氧化物'),
  mass('emissions.equivalent', '排污当量'),
];

function mass(id: string, title: string): FactDefinition {
  return { id, title, kind: 'number', unit: '吨', department: 'emissions' };
}
