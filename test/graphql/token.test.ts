import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { openTokenKey, signToken, verifyToken } from '../../src/graphql/token.js';

const folder = () => mkdtempSync(path.join(tmpdir(), 'muhub-keys-'));
const officer = { subject: 'li', role: 'tax_officer' };

describe('tokens', () => {
  it('come back as the viewer they were made for', async () => {
    const key = await openTokenKey(folder());
    const token = await signToken(key, { subject: 'wang', role: 'zone_committee', zones: ['z1'], purpose: '评价', adhoc: true });
    expect(await verifyToken(key, `Bearer ${token}`)).toEqual({
      subject: 'wang', role: 'zone_committee', zones: ['z1'], department: undefined, purpose: '评价', adhoc: true, introspect: false,
    });
  });

  it('are signed with one key per data folder, which only its owner reads, however many ask at once', async () => {
    const data = folder();
    const keys = await Promise.all(Array.from({ length: 8 }, () => openTokenKey(data)));
    const token = await signToken(keys[0]!, officer);
    for (const key of keys) expect((await verifyToken(key, `Bearer ${token}`)).subject).toBe('li');
    const file = path.join(data, 'keys', 'token-ed25519.pem');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toContain('PRIVATE KEY');
  });

  it('are not issued for what no viewer can be', async () => {
    const key = await openTokenKey(folder());
    await expect(signToken(key, { subject: 'x', role: 'root' })).rejects.toThrow('role');
    await expect(signToken(key, { subject: 'x', role: 'zone_committee' })).rejects.toThrow('zones');
  });

  it('are refused with what to do', async () => {
    const key = await openTokenKey(folder());
    const other = await openTokenKey(folder());
    const refused = async (header: string | undefined, why: string) =>
      expect(verifyToken(key, header)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', message: expect.stringContaining(why) as string });
    const good = await signToken(key, officer);
    await refused(undefined, 'Authorization');
    await refused('', 'Authorization');
    await refused('Basic abc', 'Authorization');
    await refused('Bearer', 'Authorization');
    await refused('Bearer abc', '格式');
    await refused('Bearer a.b.c', '格式');
    await refused(`Bearer ${good.slice(0, -6)}AAAAAA`, '签名');
    await refused(`Bearer ${await signToken(other, officer)}`, '签名');
    await refused(`Bearer ${await signToken(key, officer, '-1h')}`, '过期');
    const unsigned = new UnsecuredJWT({ role: 'tax_officer' }).setSubject('li').setIssuer('muhub').setAudience('muhub').setExpirationTime('1h');
    await refused(`Bearer ${unsigned.encode()}`, '未签名');
    const signed = (claims: object) => new SignJWT({ ...claims }).setProtectedHeader({ alg: 'EdDSA' }).setSubject('li');
    await refused(`Bearer ${await signed({ role: 'tax_officer' }).setIssuer('muhub').setAudience('muhub').sign(key.privateKey)}`, 'exp');
    await refused(`Bearer ${await signed({ role: 'tax_officer' }).setIssuer('x').setAudience('muhub').setExpirationTime('1h').sign(key.privateKey)}`, 'iss');
    await refused(`Bearer ${await signed({ role: 'tax_officer' }).setIssuer('muhub').setAudience('x').setExpirationTime('1h').sign(key.privateKey)}`, 'aud');
    const two = signed({ role: ['auditor', 'system_admin'] }).setIssuer('muhub').setAudience('muhub').setExpirationTime('1h');
    await refused(`Bearer ${await two.sign(key.privateKey)}`, '只能有一个');
  });
});
