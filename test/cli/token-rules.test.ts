import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openTokenRules } from '../../src/cli/token-rules.js';
import { openTokenKey } from '../../src/http/tokens/hub-keys.js';
import { sampleServer } from '../graphql/hub-server.js';

it('/readyz names the keys that cannot be used, without where they lie', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'muhub-rules-'));
  const { publicKey } = await openTokenKey(dataDir);
  const jwks = path.join(dataDir, 'jwks.json');
  const revoked = path.join(dataDir, 'revoked.yaml');
  writeFileSync(jwks, JSON.stringify({ keys: [{ kty: 'XYZ', kid: 'new' }, publicKey.export({ format: 'jwk' })] }));
  const said: string[] = [];
  const settings = { audience: 'muhub', mostDays: 366, clockSkew: 30, revoked, other: { issuer: 'https://sso.example', jwks } };
  const { unusableKeys } = await openTokenRules(dataDir, settings, (line) => said.push(line));
  const { url } = await sampleServer({ unusableKeys });
  const ready = async () => (await (await fetch(`${url}/readyz`)).json()) as object;
  expect(await ready()).toEqual({
    status: 'ready',
    secondWall: 'up',
    audit: 'changeable',
    unusableKeys: ['签发方的公钥第 1 把（kid new，kty XYZ）'],
  });
  expect(said).toEqual([expect.stringContaining(jwks)]);
});
