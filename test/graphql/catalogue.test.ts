import { describe, expect, it } from 'vitest';
import { sampleServer } from './hub-server.js';

const server = await sampleServer();
const query = '{ catalogue(departments: [TAX], classes: [CONDITIONAL]) { coordinate description owner class secrecy ground updateCycle } }';

describe('the sharing catalogue in the graph', () => {
  it.each([{ role: 'security_admin' }, { role: 'department', department: 'land' }, { role: 'tax_officer' }, { role: 'zone_committee', zones: ['339901003'] }, { role: 'analyst' }, { role: 'auditor' }, { role: 'system_admin' }])('is read by %o', async (claims) => {
    const { data, errors } = await server.ask(claims, query);
    expect(errors).toBeUndefined();
    expect(data.catalogue.length).toBeGreaterThan(20);
    expect(data.catalogue).toContainEqual(expect.objectContaining({ coordinate: 'Grade.total', owner: 'TAX', secrecy: 'TAX' }));
    expect(data.catalogue.every((entry: { owner: string; class: string }) => entry.owner === 'TAX' && entry.class === 'CONDITIONAL')).toBe(true);
  });
});
