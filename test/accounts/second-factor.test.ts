import { TOTP, Secret } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { reset } from '../../src/accounts/administration.js';
import { decipher, encipher } from '../../src/accounts/enciphered.js';
import { newSecondFactor, stepOf } from '../../src/accounts/second-factor.js';
import { account } from '../../src/accounts/table.js';
import { rolesNamed } from '../../src/cli/roles-named.js';
import { sampleServer } from '../graphql/hub-server.js';
import { BY, invited, PASSWORD, post, withPassword } from './invited.js';

describe('a one-time code', () => {
  // RFC 6238, appendix B, SHA-1: the last six digits, and the step they are of.
  const secret = Secret.fromUTF8('12345678901234567890').base32;
  it.each([
    [59, '287082', 1],
    [1_111_111_109, '081804', 37_037_036],
    [1_111_111_111, '050471', 37_037_037],
    [1_234_567_890, '005924', 41_152_263],
    [2_000_000_000, '279037', 66_666_666],
    [20_000_000_000, '353130', 666_666_666],
  ])('at %d is %s', (seconds, code, step) => {
    expect(stepOf(secret, code, new Date(seconds * 1000))).toBe(step);
    expect(stepOf(secret, `${code.slice(0, 3)} ${code.slice(3)}`, new Date((seconds + 30) * 1000))).toBe(step);
    expect(stepOf(secret, code, new Date((seconds + 90) * 1000))).toBeUndefined();
  });

  it('is made of 160 random bits, which an app reads by an address', () => {
    const { secret: made, uri } = newSecondFactor({ issuer: '亩均中枢示例县', account: '张三' });
    expect(made).toMatch(/^[A-Z2-7]{32}$/);
    expect(decodeURIComponent(uri)).toBe(
      `otpauth://totp/亩均中枢示例县:张三?issuer=亩均中枢示例县&secret=${made}&algorithm=SHA1&digits=6&period=30`,
    );
  });

  it('is made of what nobody reads who has the database alone', () => {
    const [key, other] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
    const kept = encipher('SECRET', key, '张三');
    expect(kept).not.toBe(encipher('SECRET', key, '张三'));
    expect(decipher(kept, key, '张三')).toBe('SECRET');
    expect(() => decipher(kept, other, '张三')).toThrow();
    expect(() => decipher(kept, key, '李四')).toThrow();
  });
});

describe('an account whose role needs a second factor', async () => {
  let now = Date.now();
  const clock = () => new Date(now);
  const server = await sampleServer({ clock, trustedProxies: ['127.0.0.1'], secondFactorRoles: ['approver'] });
  const claims = { subject: '批准人', role: 'approver' };
  const signIn = (name: string, code?: string) => post(server, '/session', { account: name, password: PASSWORD, code });

  async function enrolled(name: string): Promise<() => string> {
    const invitation = await invited(server, name, { claims });
    const { answer } = await post(server, '/session/password', { invitation, password: PASSWORD });
    const { secret, uri, qr } = answer.secondFactor as { secret: string; uri: string; qr: string };
    expect([uri, qr]).toEqual([expect.stringContaining(secret), expect.stringMatching(/^<svg /)]);
    expect(JSON.stringify(await server.database.db.select().from(account))).not.toContain(secret);
    return () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now });
  }

  it('is told it once, and signs in with password and code, each code once', async () => {
    const code = await enrolled('once');
    expect(await signIn('once')).toMatchObject({ status: 401, message: expect.stringContaining('请同时填写') });
    expect(await signIn('once', '000000')).toMatchObject({ status: 401, message: expect.stringContaining('动态口令不对') });
    const first = code();
    expect((await Promise.all([signIn('once', first), signIn('once', first)])).map(({ status }) => status).sort()).toEqual([200, 401]);
    now += 30_000;
    expect((await signIn('once', first)).status).toBe(401);
    expect((await signIn('once', code())).status).toBe(200);
    now -= 30_000;
    // Within the window still, but of a step before the last.
    expect((await signIn('once', code())).status).toBe(401);
    now += 60_000;
    expect((await signIn('once', code())).status).toBe(200);
  });

  it('is locked by codes that are tried out', async () => {
    const code = await enrolled('tried');
    await Promise.all(Array.from({ length: 5 }, (_, n) => signIn('tried', `00000${n}`)));
    expect((await signIn('tried', code())).status).toBe(401);
    now += 31 * 60_000;
    expect((await signIn('tried', code())).status).toBe(200);
  });

  it('is not let in without one, and is given another by a reset', async () => {
    await withPassword(server, 'before', { claims });
    expect(await signIn('before')).toMatchObject({ status: 401, message: expect.stringContaining('account reset') });
    const code = await enrolled('lost');
    const invitation = await reset(server.database.db, 'lost', { ...BY, until: new Date(now + 60_000) });
    const { answer } = await post(server, '/session/password', { invitation, password: `${PASSWORD} neu` });
    const { secret } = answer.secondFactor as { secret: string };
    const newCode = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now });
    const by = (its: string) => post(server, '/session', { account: 'lost', password: `${PASSWORD} neu`, code: its });
    expect((await by(code())).status).toBe(401);
    expect((await by(newCode)).status).toBe(200);
  });

  it('is not asked of other roles, and roles that there are not are refused by name', async () => {
    const invitation = await invited(server, 'other');
    expect((await post(server, '/session/password', { invitation, password: PASSWORD })).answer).toEqual({
      ...{ account: 'other', secondFactor: null },
    });
    expect((await signIn('other')).status).toBe(200);
    expect(() => rolesNamed('MUHUB_SECOND_FACTOR', ['approver', 'boss'])).toThrow('没有角色 boss');
  });
});
