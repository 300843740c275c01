import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { RefusedTokens } from '../../src/audit/refused-tokens.js';
import { auditEvent } from '../../src/audit/table.js';
import type { AuditEvent } from '../../src/audit/event.js';
import { sampleServer } from '../graphql/hub-server.js';

describe('refused tokens', () => {
  it('are on record in the county’s chain by reason, route and address, counted, with nothing of what they said', async () => {
    const server = await sampleServer({ trustedProxies: ['127.0.0.1'] });
    const ask = async (path: string, authorization: string | undefined, from = '203.0.113.7') => {
      const headers = { 'x-forwarded-for': from, ...(authorization === undefined ? {} : { authorization }) };
      return (await fetch(`${server.url}${path}`, { headers })).status;
    };
    const expired = await server.token({ role: 'tax_officer', subject: '某人' }, '-1h');
    for (let n = 0; n < 3; n += 1) expect(await ask('/q', `Bearer ${expired}`)).toBe(401);
    expect(await ask('/q/secret-name.csv', 'Bearer a.b.c')).toBe(401);
    expect(await ask('/nowhere/secret-name', 'Bearer a.b.c')).toBe(404);
    expect(await ask('/q', `Bearer ${expired}`, '203.0.113.8')).toBe(401);
    expect(await ask('/q', undefined)).toBe(401);
    await server.server.close();
    const events = await server.database.db.select().from(auditEvent).where(eq(auditEvent.action, 'TOKEN_REFUSED'));
    const said = events.map(({ actor, department, detail: { reason, path, count } }) => [actor, department, reason, path, count]);
    expect(said.sort()).toEqual(
      [
        ['unverified', 'county', 'EXPIRED', '/q', 3],
        ['unverified', 'county', 'EXPIRED', '/q', 1],
        ['unverified', 'county', 'MALFORMED', '/q/:file', 1],
        ['unverified', 'county', 'MALFORMED', null, 1],
      ].sort(),
    );
    expect(new Set(events.map(({ detail }) => detail.client)).size).toBe(2);
    for (const { detail } of events) {
      expect(Object.keys(detail).sort()).toEqual(['client', 'count', 'path', 'reason', 'since', 'until']);
      expect(detail.client).toMatch(/^hmac-sm3:[0-9a-f]{64}$/);
    }
    expect(JSON.stringify(events)).not.toMatch(/secret-name|203\.0\.113|某人|a\.b\.c/);
    expect(JSON.stringify(events)).not.toContain(expired.split('.')[1]);
  });

  it('fill no more than a few dozen records, however many come from wherever, and none is lost while it cannot be written', async () => {
    const written: AuditEvent[] = [];
    let troubles = 0;
    let isDown = true;
    const record = async (events: readonly AuditEvent[]) => {
      if (isDown) throw new Error('down');
      written.push(...events);
    };
    const refused = new RefusedTokens({ digestKey: Buffer.alloc(32), begin: () => record }, () => (troubles += 1));
    const flood = () => {
      for (let n = 0; n < 5_000; n += 1)
        refused.note({ reason: n % 2 ? 'EXPIRED' : 'SIGNATURE', path: '/graphql', client: `10.0.${n >> 8}.${n & 255}` });
    };
    flood();
    await refused.write();
    flood();
    await refused.write();
    isDown = false;
    flood();
    await refused.write();
    await refused.write();
    expect(troubles).toBe(2);
    expect(written.length).toBeLessThanOrEqual(40);
    expect(written.reduce((sum, { detail }) => sum + Number(detail.count), 0)).toBe(15_000);
  });
});
