import { chmodSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { HubKeys, openTokenKey, retireTokenKey, rotateTokenKey } from '../../../src/http/tokens/hub-keys.js';
import { signToken } from '../../../src/http/tokens/sign.js';
import { tokenVerifier } from '../../../src/http/tokens/verify.js';

const folder = () => mkdtempSync(path.join(tmpdir(), 'muhub-keys-'));
const officer = { subject: 'li', role: 'tax_officer' };
const keyFile = (data: string) => path.join(data, 'keys', 'token-ed25519.pem');
const soon = () => new Promise((next) => setTimeout(next, 1_100));

describe('the keys of the hub', () => {
  it('are one per data folder, which only its owner reads, however many ask at once', async () => {
    const data = folder();
    const keys = await Promise.all(Array.from({ length: 8 }, () => openTokenKey(data)));
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(1);
    expect(statSync(keyFile(data)).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(keyFile(data))).mode & 0o777).toBe(0o700);
    expect(readFileSync(keyFile(data), 'utf8')).toContain('PRIVATE KEY');
    expect(readdirSync(path.dirname(keyFile(data)))).toHaveLength(1);
  });

  it.each([0o644, 0o660, 0o604])('are not used while others may read or write them (%o)', async (mode) => {
    const data = folder();
    await openTokenKey(data);
    chmodSync(keyFile(data), mode);
    await expect(openTokenKey(data)).rejects.toThrow(/权限过宽.*chmod 600/);
  });

  it('are not used where they are broken or of another kind', async () => {
    const data = folder();
    await openTokenKey(data);
    writeFileSync(keyFile(data), 'no key');
    await expect(openTokenKey(data)).rejects.toThrow(/已损坏/);
  });

  it('of earlier are skipped where one cannot be used, and told; a byte order mark is no part of any', async () => {
    const data = folder();
    const before = await openTokenKey(data);
    await rotateTokenKey(data);
    const old = await signToken(before, officer);
    for (const name of readdirSync(path.join(data, 'keys')).filter((each) => each.endsWith('.pem'))) {
      const file = path.join(data, 'keys', name);
      writeFileSync(file, `\uFEFF${readFileSync(file, 'utf8')}`);
    }
    writeFileSync(path.join(data, 'keys', 'token-earlier-lost.pub.pem'), 'no key');
    const said: string[] = [];
    const keys = new HubKeys(data, (line) => said.push(line));
    const verify = tokenVerifier({ own: () => keys.keys() });
    for (const token of [old, await signToken(await openTokenKey(data), officer)])
      await expect(verify(`Bearer ${token}`)).resolves.toBeDefined();
    expect(said).toEqual([expect.stringMatching(/token-earlier-lost\.pub\.pem 不是公钥，已跳过/)]);
    expect(await keys.unusable()).toEqual(['token-earlier-lost.pub.pem']);
  });

  it('change: a running hub takes the tokens of both keys until the earlier one is retired', async () => {
    const data = folder();
    const before = await openTokenKey(data);
    const keys = new HubKeys(data, () => undefined);
    const verify = tokenVerifier({ own: () => keys.keys() });
    const old = await signToken(before, officer);
    await expect(verify(`Bearer ${old}`)).resolves.toBeDefined();

    const { now } = await rotateTokenKey(data);
    expect(now.kid).not.toBe(before.kid);
    const fresh = await signToken(await openTokenKey(data), officer);
    await soon();
    for (const token of [old, fresh]) await expect(verify(`Bearer ${token}`)).resolves.toBeDefined();
    expect((await keys.keys()).map(({ kid }) => kid)).toEqual([now.kid, before.kid]);
    expect(
      readdirSync(path.join(data, 'keys')).filter((name) => readFileSync(path.join(data, 'keys', name), 'utf8').includes('PRIVATE')),
    ).toHaveLength(1);

    expect(await retireTokenKey(data, 'unknown')).toBe(false);
    expect(await retireTokenKey(data, '../../keys')).toBe(false);
    expect(await retireTokenKey(data, now.kid)).toBe(false);
    expect(await retireTokenKey(data, before.kid)).toBe(true);
    await soon();
    await expect(verify(`Bearer ${old}`)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(verify(`Bearer ${fresh}`)).resolves.toBeDefined();
  });
});
