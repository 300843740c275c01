import { eq } from 'drizzle-orm';
import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { auditEvent } from '../../../src/audit/table.js';
import { OWN_ALGORITHM } from '../../../src/http/tokens/verify.js';
import { commandLine } from '../../cli/command-line.js';
import { sampleServer } from '../hub-server.js';

const FINE = { sub: 'wang', jti: 'one', role: 'zone_committee', zones: ['339901001'], adhoc: true };
const ROUTES = ['/graphql?query=%7B__typename%7D', '/q', '/q/zone-grades.csv', '/catalogue', '/graphiql'];
const MARRED: readonly (readonly [claim: string, claims: object])[] = [
  ['sub', { sub: 'wa\0ng' }],
  ['sub', { sub: '\u001b[31mwang' }],
  ['sub', { sub: 'wang\ud83d' }],
  ['jti', { jti: 'one\0' }],
  ['zones', { zones: ['339901001', '3399\u009b01'] }],
  ['towns', { role: 'town', towns: ['3399\n01'] }],
  ['creditCode', { role: 'enterprise', creditCode: '9133\u007f99' }],
  ['organisation', { organisation: '甲\0局' }],
  ['purpose', { purpose: '亩均评价\r\n' }],
];

describe('control characters in the claims of a token', () => {
  it('are refused on every route, and are on record without the text', async () => {
    const server = await sampleServer();
    const signed = (claims: object) =>
      new SignJWT({ ...FINE, ...claims })
        .setProtectedHeader({ alg: OWN_ALGORITHM, kid: server.key.kid })
        .setIssuer('muhub')
        .setAudience('muhub')
        .setExpirationTime('1h')
        .sign(server.key.privateKey);
    const ask = async (route: string, claims: object) => {
      const response = await fetch(`${server.url}${route}`, { headers: { authorization: `Bearer ${await signed(claims)}` } });
      return { status: response.status, text: await response.text() };
    };
    expect((await ask('/q', {})).status).toBe(200);
    for (const [claim, claims] of MARRED) {
      for (const route of ROUTES) {
        const { status, text } = await ask(route, claims);
        expect([status, text]).toEqual([401, expect.stringContaining('UNAUTHENTICATED')]);
        expect(text).toContain(`令牌内容有误：${claim} 中有控制字符`);
      }
    }
    // What is no department is refused as such.
    expect((await ask('/q', { role: 'department', department: 'tax\0' })).status).toBe(401);
    expect((await ask('/q', { jti: 7 })).status).toBe(401);
    await server.server.close();
    const events = await server.database.db.select().from(auditEvent).where(eq(auditEvent.action, 'TOKEN_REFUSED'));
    expect(new Set(events.map(({ detail }) => detail.reason))).toEqual(new Set(['CLAIMS']));
    expect(JSON.stringify([events, server.logged])).not.toMatch(/wang|339901|甲局|\\u0000/);
  });

  it('are refused by the command that issues tokens', async () => {
    const { muhub } = commandLine({});
    for (const [option, text] of [
      ['--subject', 'wa\nng'],
      ['--purpose', '试用\u001b[31m'],
      ['--organisation', '甲\u0085局'],
    ]) {
      const { status, out, err } = await muhub('token', '--role', 'tax_officer', option!, text!);
      expect([status, out]).toEqual([1, '']);
      expect(err).toMatch(/不能签发：\w+ 中有控制字符/);
    }
  });
});
