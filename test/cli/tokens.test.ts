import { execFileSync } from 'node:child_process';
import { chmodSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import path from 'node:path';
import type { TLSSocket } from 'node:tls';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../database/fresh-database.js';
import { certificate } from './certificate.js';
import { commandLine } from './command-line.js';
import { HubHere } from './hub-here.js';
import { dataFolder, forget } from './hub-process.js';

let dataDir: string;
const database = await freshDatabase('sample_hub');
const env = (more: Record<string, string> = {}) => ({ DATABASE_URL: database.url, ...more });
const muhub = (args: readonly string[], more?: Record<string, string>) =>
  commandLine({ MUHUB_DATA_DIR: dataDir, ...env(more) }).muhub(...args);

beforeAll(async () => {
  execFileSync(process.execPath, ['bin/build.js'], { stdio: 'ignore' });
  dataDir = await dataFolder();
}, 120_000);
afterAll(() => forget(dataDir));

const file = (name: string) => path.join(dataDir, name);

async function status(url: string, token: string): Promise<number> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{"query":"{ __typename }"}',
  });
  return response.status;
}

const soon = () => new Promise((next) => setTimeout(next, 1_200));

describe('tokens on the command line', { timeout: 120_000 }, () => {
  it('are issued, revoked and outlive a change of keys, on a hub that runs', async () => {
    const issue = async (...more: string[]) => (await muhub(['token', '--role', 'tax_officer', '--adhoc', ...more])).out.trim();
    const hub = new HubHere(dataDir, 'serve', env());
    const url = await hub.url();
    const said = await muhub(['token', '--role', 'tax_officer', '--adhoc', '--subject', 'li']);
    const [one, wang] = [said.out.trim(), await issue('--subject', 'wang', '--expires', new Date(Date.now() + 600_000).toISOString())];
    const jti = /编号 (\S+)，/.exec(said.err)![1]!;
    expect([await status(url, one), await status(url, wang)]).toEqual([200, 200]);

    expect((await muhub(['revoke', '--jti', jti, '--reason', '遗失'])).status).toBe(0);
    await soon();
    expect([await status(url, one), await status(url, wang)]).toEqual([401, 200]);

    const before = (await muhub(['keys', 'list'])).out.split(' ')[0]!;
    expect((await muhub(['keys', 'rotate'])).status).toBe(0);
    const fresh = await issue();
    await soon();
    expect([await status(url, wang), await status(url, fresh)]).toEqual([200, 200]);
    expect((await muhub(['keys', 'retire', '--', before])).status).toBe(0);
    await soon();
    expect([await status(url, wang), await status(url, fresh)]).toEqual([401, 200]);
    expect(await hub.stop()).toBe(0);
    expect(statSync(file('keys/revoked.yaml')).mode & 0o777).toBe(0o600);
  });

  it('say whose they are: a town, an enterprise, an organisation', async () => {
    const claims = async (...args: string[]) => decodeJwt((await muhub(['token', ...args])).out.trim());
    expect(await claims('--role', 'town', '--town', '339901101', '--town', '339901102')).toMatchObject({
      role: 'town',
      towns: ['339901101', '339901102'],
    });
    expect(await claims('--role', 'enterprise', '--credit-code', '913399011EFA80BJ4T')).toMatchObject({
      role: 'enterprise',
      creditCode: '913399011EFA80BJ4T',
    });
    expect(await claims('--role', 'evaluation_office', '--zone', '339901003', '--organisation', '亩均办')).toMatchObject({
      zones: ['339901003'],
      organisation: '亩均办',
    });
  });

  it.each([
    [['token', '--role', 'town'], '须写明 towns（镇街代码）'],
    [['token', '--role', 'enterprise'], '须写明 creditCode（统一社会信用代码）'],
    [['token', '--role', 'tax_officer', '--expires', 'tomorrow'], '不是时刻'],
    [['token', '--role', 'tax_officer', '--expires', '2020-01-01T00:00:00Z'], '已经过去'],
    [['revoke'], '--jti'],
    [['revoke', '--jti', 'a', '--subject', 'b'], '--jti'],
    [['revoke', '--issued-before', 'then'], '不是时刻'],
    [['keys', 'retire', '../../x'], '没有编号'],
  ])('are refused: %j', async (args, why) => {
    const { status: ended, err } = await muhub(args);
    expect(ended).toBe(1);
    expect(err).toContain(why);
  });
});

describe('a hub', { timeout: 120_000 }, () => {
  it('does not start with settings that would let in more than was meant', async () => {
    writeFileSync(file('open.url'), database.url);
    chmodSync(file('open.url'), 0o644);
    writeFileSync(file('revoked.yaml'), '- jit: x\n');
    writeFileSync(file('jwks.json'), '{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}');
    const pair = certificate(dataDir, 'one', 'one');
    const other = certificate(dataDir, 'two', 'two');
    const issuer = { MUHUB_TOKEN_ISSUER: 'https://sso.example' };
    const cases: [Record<string, string>, RegExp][] = [
      [{ DATABASE_URL: '', DATABASE_URL_FILE: file('open.url') }, /权限过宽（644）/],
      [{ MUHUB_REVOKED: file('revoked.yaml') }, /revoked.yaml：内容有误/],
      [{ MUHUB_JWKS: file('jwks.json') }, /须同时给出/],
      [{ ...issuer, MUHUB_JWKS: file('jwks.json') }, /只含公钥/],
      [{ ...issuer, MUHUB_JWKS: file('nowhere.json') }, /没有这个文件/],
      [{ ...issuer, MUHUB_JWKS: 'http://sso.example/keys' }, /须是 https 地址/],
      [{ MUHUB_TLS_CERT: pair.cert }, /须同时给出/],
      [{ MUHUB_TLS_CERT: pair.cert, MUHUB_TLS_KEY: other.key }, /不是一对/],
      [{ MUHUB_TLS_CERT: pair.cert, MUHUB_TLS_KEY: file('revoked.yaml') }, /权限过宽|不是 PEM/],
      [{ MUHUB_MAX_SECONDS: '0' }, /1 到 3600/],
      [{ MUHUB_MAX_DEPTH: 'deep' }, /MUHUB_MAX_DEPTH=deep/],
    ];
    for (const [settings, why] of cases) {
      const { status: ended, err } = await muhub(['serve'], settings);
      expect([ended, err], JSON.stringify(settings)).toEqual([1, expect.stringMatching(why)]);
    }
  });

  it('serves HTTPS, nothing older than TLS 1.2, and takes a renewed certificate without a pause', async () => {
    const { cert, key } = certificate(dataDir, 'served', 'one');
    const hub = new HubHere(dataDir, 'serve', env({ MUHUB_TLS_CERT: cert, MUHUB_TLS_KEY: key }));
    const url = (await hub.says(/(https:\S+)\/graphql/))[1]!;
    const get = (options: object) =>
      new Promise<{ status?: number; hsts?: string; serial: string }>((resolve, reject) => {
        const asked = request(`${url}/healthz`, { rejectUnauthorized: false, agent: false, ...options }, (response) => {
          const { serialNumber } = (response.socket as TLSSocket).getPeerCertificate();
          response
            .resume()
            .once('end', () =>
              resolve({ status: response.statusCode, hsts: response.headers['strict-transport-security'], serial: serialNumber }),
            );
        });
        asked.once('error', reject).end();
      });
    const first = await get({});
    expect(first).toMatchObject({ status: 200, hsts: expect.stringMatching(/^max-age=\d{8}/) as string });
    expect((await get({ minVersion: 'TLSv1.3' })).status).toBe(200);
    await expect(get({ maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' })).rejects.toThrow();
    await expect(fetch(url.replace('https', 'http') + '/healthz')).rejects.toThrow();

    writeFileSync(key, 'broken');
    hub.kill('SIGHUP');
    await hub.says(/证书未更换/);
    expect((await get({})).serial).toBe(first.serial);
    certificate(dataDir, 'served', 'two');
    hub.kill('SIGHUP');
    await hub.says(/已换用新的证书/);
    expect((await get({})).serial).not.toBe(first.serial);
    expect(await hub.stop()).toBe(0);
  });

  it('that listens to the network without TLS, or was not told its county, says what that means', async () => {
    const hub = new HubHere(dataDir, 'serve', env({ HOST: '0.0.0.0' }));
    await hub.says(/未配置 TLS，令牌和数据在网络上明文传输/);
    await hub.says(/未设 MUHUB_COUNTY，没有一个方案算作本县的/);
    await hub.stop();
  });
});
