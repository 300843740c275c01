import { describe, expect, it } from 'vitest';
import { sampleServer } from './hub-server.js';

const server = await sampleServer();
const REPORT = `{ operations { node database startedAt memory dataVersion secondWall appendOnly sources { department up } datasets { dataset title department files receivedAt version } chains { department sequence at hash } } }`;
const VERIFIED = '{ operations { verification { department links flaws } } }';

describe('how the hub runs', () => {
  it.each(['system_admin', 'auditor'])('is told to %s: versions, what was received, where the chains end', async (role) => {
    await server.ask({ role: 'tax_officer' }, '{ schemes { id } }');
    const { data, errors } = await server.ask({ role }, REPORT);
    expect(errors).toBeUndefined();
    const { node, database, dataVersion, datasets, chains, sources } = data.operations;
    expect([node, database]).toEqual([process.version, expect.stringMatching(/^\d+/)]);
    expect(datasets).toContainEqual(
      expect.objectContaining({ dataset: 'tax.payments', department: 'TAX', receivedAt: expect.any(String) as string }),
    );
    const latest = Math.max(...datasets.map(({ version }: { version: string | null }) => Number(version ?? 0)));
    expect(latest).toBe(Number(dataVersion));
    expect(chains).toContainEqual(
      expect.objectContaining({ department: 'COUNTY', hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string }),
    );
    expect(sources).toEqual([]);
  });

  it('comes with the chains made anew, and what is wrong with them', async () => {
    const sound = await server.ask({ role: 'auditor' }, VERIFIED);
    expect(sound.errors).toBeUndefined();
    expect(sound.data.operations.verification.flatMap(({ flaws }: { flaws: string[] }) => flaws)).toEqual([]);
    await server.database.pool.query(`update audit_head set hash = repeat('0', 64) where department = 'register'`);
    const { data } = await server.ask({ role: 'auditor' }, VERIFIED);
    const { flaws } = data.operations.verification.find(({ department }: { department: string }) => department === 'REGISTER');
    expect(flaws.join()).toMatch(/链头/);
  });

  it('is nobody else’s to know', async () => {
    for (const role of ['tax_officer', 'town', 'security_admin', 'analyst']) {
      const { data, errors } = await server.ask({ role, towns: ['339901101'] }, REPORT);
      expect([role, data?.operations ?? null, errors?.[0]?.extensions.code]).toEqual([role, null, 'FORBIDDEN']);
    }
  });
});
