import { describe, expect, it } from 'vitest';
import { sampleServer } from './hub-server.js';

const server = await sampleServer();
const query = '{ catalogue(departments: [TAX], classes: [CONDITIONAL]) { coordinate description owner class secrecy ground updateCycle } }';

describe('the sharing catalogue in the graph', () => {
  it.each([{ role: 'security_admin' }, { role: 'department', department: 'land' }])('is read by %o', async (claims) => {
    const { data, errors } = await server.ask(claims, query);
    expect(errors).toBeUndefined();
    expect(data.catalogue.length).toBeGreaterThan(20);
    expect(data.catalogue).toContainEqual(expect.objectContaining({ coordinate: 'Grade.total', owner: 'TAX', secrecy: 'TAX' }));
    expect(data.catalogue.every((entry: { owner: string; class: string }) => entry.owner === 'TAX' && entry.class === 'CONDITIONAL')).toBe(true);
  });

  it.each(['analyst', 'tax_officer', 'system_admin'])('is not for %s', async (role) => {
    const { errors } = await server.ask({ role }, query);
    expect(errors!.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });
});
