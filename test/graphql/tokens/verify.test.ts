import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exportJWK, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { afterAll, describe, expect, it } from 'vitest';
import { openTokenKey } from '../../../src/http/tokens/hub-keys.js';
import { issuerKeys } from '../../../src/http/tokens/issuer-keys.js';
import { revocationFile } from '../../../src/http/tokens/revocations.js';
import { signToken } from '../../../src/http/tokens/sign.js';
import { tokenVerifier, type TokenRules, type Verify } from '../../../src/http/tokens/verify.js';

const folder = () => mkdtempSync(path.join(tmpdir(), 'muhub-tokens-'));
const officer = { subject: 'li', role: 'tax_officer' };
const key = await openTokenKey(folder());
const check = (rules: Partial<TokenRules> = {}) => tokenVerifier({ own: async () => [key], ...rules });
const now = () => Math.floor(Date.now() / 1000);

async function refused(verify: Verify, token: string | undefined, why: string, code = 'UNAUTHENTICATED'): Promise<void> {
  const header = token === undefined ? undefined : `Bearer ${token}`;
  await expect(verify(header), why).rejects.toMatchObject({ code, message: expect.stringContaining(why) as string });
}

/** A token as an issuer of any kind might make it. */
function made(signer: KeyObject, header: { alg: string; kid?: string; [more: string]: unknown }, claims: JWTPayload = {}): Promise<string> {
  const whole = { iss: 'muhub', aud: 'muhub', sub: 'li', role: 'tax_officer', iat: now(), exp: now() + 600, ...claims };
  const given = Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined));
  return new SignJWT(given).setProtectedHeader(header).sign(signer, { crit: { 'x-mine': true } });
}

const mine = (claims: JWTPayload, header: object = {}) => made(key.privateKey, { alg: 'EdDSA', kid: key.kid, ...header }, claims);

describe('a token of the hub', () => {
  it('comes back as the viewer whom it was made for', async () => {
    const token = await signToken(key, { subject: 'wang', role: 'zone_committee', zones: ['z1'], purpose: '评价', adhoc: true });
    expect((await check()(`Bearer ${token}`)).viewer).toMatchObject({
      subject: 'wang',
      role: 'zone_committee',
      zones: ['z1'],
      department: undefined,
      purpose: '评价',
      adhoc: true,
      introspect: false,
    });
  });

  it('is counted by its number, else by its subject, each with its issuer', async () => {
    const accountOf = async (claims: JWTPayload) => (await check()(`Bearer ${await mine(claims)}`)).account;
    expect(await accountOf({ jti: 'one' })).toBe(await accountOf({ jti: 'one', sub: 'wang' }));
    const accounts = await Promise.all([{ jti: 'one' }, { jti: 'two' }, { jti: 'li' }, {}, { sub: 'one' }].map(accountOf));
    expect(new Set(accounts).size).toBe(accounts.length);
  });

  it('is not issued for what no viewer can be', async () => {
    await expect(signToken(key, { subject: 'x', role: 'root' })).rejects.toThrow('role');
    await expect(signToken(key, { subject: 'x', role: 'zone_committee' })).rejects.toThrow('zones');
  });

  it('is refused without being one', async () => {
    await refused(check(), undefined, 'Authorization');
    for (const header of ['', 'Basic abc', 'Bearer', 'Bearer '])
      await expect(check()(header)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    for (const token of ['abc', 'a.b.c', '..', `${'a'.repeat(4000)}.b.c`]) await refused(check(), token, '格式');
  });

  it('is refused once a letter of it is another', async () => {
    const token = await signToken(key, officer);
    const [header, payload, signature] = token.split('.') as [string, string, string];
    await refused(check(), `${header}.${payload}.${signature.slice(0, -6)}AAAAAA`, '签名');
    const forged = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()), role: 'security_admin' }),
    ).toString('base64url');
    await refused(check(), `${header}.${forged}.${signature}`, '签名');
    await refused(check(), `${header}.${payload}.`, '签名');
    await refused(check(), await signToken(await openTokenKey(folder()), officer), '不认识');
  });

  it('holds for its time, the clocks of issuer and hub apart by a little', async () => {
    await refused(check(), await mine({ exp: now() - 60 }), '过期');
    await refused(check({ clockSkew: 0 }), await mine({ exp: now() - 5 }), '过期');
    await expect(check()(`Bearer ${await mine({ exp: now() - 5 })}`)).resolves.toBeDefined();
    await refused(check(), await mine({ nbf: now() + 60 }), 'nbf');
    await refused(check(), await mine({ iat: now() + 600, exp: now() + 1200 }), 'iat');
    await refused(check(), await mine({ exp: undefined }), 'exp');
  });

  it('is refused where it is good for longer than a year and a day, unless that is configured', async () => {
    const day = 86_400;
    for (const claims of [
      { exp: now() + 366 * day },
      { iat: now() - 365 * day, exp: now() + day },
      { iat: undefined, exp: now() + 365 * day },
    ])
      await expect(check()(`Bearer ${await mine(claims)}`)).resolves.toBeDefined();
    const tooLong = [{ exp: now() + 367 * day }, { iat: now() - 366 * day, exp: now() + day }, { iat: undefined, exp: now() + 367 * day }];
    for (const claims of [...tooLong, { exp: 1e15 }]) await refused(check(), await mine(claims), '超过 366 天');
    for (const claims of tooLong) await expect(check({ mostDays: 400 })(`Bearer ${await mine(claims)}`)).resolves.toBeDefined();
    await refused(check({ mostDays: 1 }), await mine({ exp: now() + 2 * day }), '超过 1 天');
  });

  it.each([
    ['iss', { iss: 'x' }],
    ['iss', { iss: undefined }],
    ['aud', { aud: 'x' }],
    ['aud', { aud: undefined }],
    ['sub', { sub: undefined }],
    ['role', { role: undefined }],
    ['role', { role: 'root' }],
    ['只能有一个', { role: ['auditor', 'system_admin'] }],
    ['只能有一个', { role: ['tax_officer'] }],
    ['只能有一个', { role: 'auditor,security_admin' }],
    ['只能有一个', { role: { auditor: true } }],
    ['zones', { role: 'zone_committee', zones: 'z1' }],
    ['adhoc', { adhoc: 'true' }],
  ])('says what it must: %s is wrong in %j', async (why, claims) => {
    await refused(check(), await mine(claims), why);
  });

  it('is for the audience of the hub', async () => {
    const token = await signToken(key, officer, '1h', 'county-a');
    await expect(check({ audience: 'county-a' })(`Bearer ${token}`)).resolves.toBeDefined();
    await refused(check(), token, 'aud');
  });
});

describe('the ways to forge one', () => {
  const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const claims = { iss: 'muhub', aud: 'muhub', sub: 'li', role: 'tax_officer', iat: now(), exp: now() + 600 };

  it('no signature', async () => {
    await refused(check(), new UnsecuredJWT(claims).encode(), '未签名');
    for (const alg of ['none', 'None', 'NONE', '', 'nOnE']) {
      await expect(check()(`Bearer ${encoded({ alg })}.${encoded(claims)}.`)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    }
  });

  it('a public key taken for a shared secret', async () => {
    const spellings = [
      key.publicKey.export({ type: 'spki', format: 'pem' }),
      key.publicKey.export({ type: 'spki', format: 'der' }),
      Buffer.from((await exportJWK(key.publicKey)).x!, 'base64url'),
    ];
    for (const secret of spellings) {
      const text = `${encoded({ alg: 'HS256', kid: key.kid })}.${encoded(claims)}`;
      await refused(check(), `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`, '算法');
    }
  });

  it('a key of its own, brought along', async () => {
    const own = generateKeyPairSync('ed25519');
    const jwk = await exportJWK(own.publicKey);
    await refused(check(), await made(own.privateKey, { alg: 'EdDSA', jwk }), '签名');
    await refused(check(), await made(own.privateKey, { alg: 'EdDSA', kid: key.kid, jwk }), '签名');
    let asked = 0;
    const elsewhere = createServer((_, answer) => void ((asked += 1), answer.end(JSON.stringify({ keys: [jwk] })))).listen(0, '127.0.0.1');
    await new Promise((done) => elsewhere.once('listening', done));
    const url = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/keys`;
    for (const header of [{ jku: url }, { x5u: url }, { kid: url }, { kid: '../../../etc/passwd' }, { kid: "' or 1=1 --" }]) {
      await expect(check()(`Bearer ${await made(own.privateKey, { alg: 'EdDSA', ...header })}`)).rejects.toMatchObject({
        code: 'UNAUTHENTICATED',
      });
    }
    elsewhere.close();
    expect(asked).toBe(0);
  });

  it('an extension that must be understood, and is not', async () => {
    await refused(check(), await mine({}, { crit: ['x-mine'], 'x-mine': 1 }), '签名方式');
    await refused(check(), await mine({}, { crit: ['b64'], b64: true }), '签名方式');
  });
});

describe('tokens of another issuer', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ed = generateKeyPairSync('ed25519');
  const theirs = { iss: 'https://sso.example', aud: 'muhub' };
  const set = async (pairs: Record<string, KeyObject>) =>
    JSON.stringify({
      keys: await Promise.all(
        Object.entries(pairs).map(async ([kid, publicKey]) => ({ ...(await exportJWK(publicKey)), kid, use: 'sig' })),
      ),
    });
  const other = (source: string) => ({ issuer: 'https://sso.example', keys: issuerKeys(source, (line) => said.push(line)).keys });
  const said: string[] = [];

  it.each([
    ['RS256', 'rsa', rsa.privateKey],
    ['PS256', 'rsa', rsa.privateKey],
    ['ES256', 'ec', ec.privateKey],
    ['EdDSA', 'ed', ed.privateKey],
  ])('are good by %s with a key of its file, and by no other key', async (alg, kid, privateKey) => {
    const file = path.join(folder(), 'jwks.json');
    writeFileSync(file, await set({ rsa: rsa.publicKey, ec: ec.publicKey, ed: ed.publicKey }));
    const verify = check({ other: other(file) });
    expect((await verify(`Bearer ${await made(privateKey, { alg, kid }, theirs)}`)).viewer.role).toBe('tax_officer');
    await refused(verify, await made(privateKey, { alg, kid: 'gone' }, theirs), '不认识');
    await refused(verify, await made(privateKey, { alg, kid }, { ...theirs, iss: 'muhub' }), 'iss');
    await refused(verify, await made(privateKey, { alg, kid: key.kid }, theirs), '');
    await refused(verify, await mine({ iss: theirs.iss }), 'iss');
    expect((await verify(`Bearer ${await signToken(key, officer)}`)).viewer.subject).toBe('li');
  });

  it('are refused where a key of the set is taken for a shared secret', async () => {
    const file = path.join(folder(), 'jwks.json');
    writeFileSync(file, await set({ rsa: rsa.publicKey }));
    const text = `${Buffer.from('{"alg":"HS256","kid":"rsa"}').toString('base64url')}.${Buffer.from(JSON.stringify({ ...theirs, sub: 'li', role: 'auditor', exp: now() + 60 })).toString('base64url')}`;
    const pem = rsa.publicKey.export({ type: 'spki', format: 'pem' });
    await refused(check({ other: other(file) }), `${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`, '算法');
  });

  it('follow the file: new keys in, old keys out, and nobody where it is broken', async () => {
    const file = path.join(folder(), 'jwks.json');
    const put = (text: string) => {
      writeFileSync(`${file}.new`, text);
      renameSync(`${file}.new`, file);
    };
    put(await set({ one: ed.publicKey }));
    const verify = check({ other: other(file) });
    const one = await made(ed.privateKey, { alg: 'EdDSA', kid: 'one' }, theirs);
    const two = await made(ec.privateKey, { alg: 'ES256', kid: 'two' }, theirs);
    await expect(verify(`Bearer ${one}`)).resolves.toBeDefined();
    await refused(verify, two, '不认识');
    const soon = () => new Promise((next) => setTimeout(next, 1_100));
    put(await set({ two: ec.publicKey }));
    await soon();
    await expect(verify(`Bearer ${two}`)).resolves.toBeDefined();
    await refused(verify, one, '不认识');
    for (const broken of [
      '{',
      '{"keys":[]}',
      '{"keys":[{"kty":"oct","k":"c2VjcmV0","kid":"two"}]}',
      JSON.stringify({ keys: [await exportJWK(ec.privateKey)] }),
    ]) {
      put(broken);
      await soon();
      await refused(verify, two, '公钥暂时读不出来', 'SOURCE_UNAVAILABLE');
      await expect(verify(`Bearer ${await signToken(key, officer)}`)).resolves.toBeDefined();
    }
  });

  describe('whose set holds what cannot be used', () => {
    const unknown = { kty: 'AKP', alg: 'ML-DSA-44', kid: 'quantum', pub: 'x' };
    const mixed = async () =>
      `\uFEFF${JSON.stringify({ keys: [unknown, { kty: 'RSA', kid: 'half' }, 7, ...(JSON.parse(await set({ one: ed.publicKey })) as { keys: object[] }).keys] })}`;

    it('are good by the others; file and key are told once', async () => {
      const file = path.join(folder(), 'jwks.json');
      writeFileSync(file, await mixed());
      const lines: string[] = [];
      const { keys, unusable } = issuerKeys(file, (line) => lines.push(line));
      const verify = check({ other: { issuer: theirs.iss, keys } });
      for (let n = 0; n < 2; n += 1)
        await expect(verify(`Bearer ${await made(ed.privateKey, { alg: 'EdDSA', kid: 'one' }, theirs)}`)).resolves.toBeDefined();
      const named = ['第 1 把（kid quantum，kty AKP）', '第 2 把（kid half，kty RSA）', '第 3 把'];
      expect(await unusable()).toEqual(named);
      expect(lines).toEqual([`MUHUB_JWKS ${file}：有的公钥用不了，已跳过，其余照用：${named.join('、')}`]);
    });

    it('are good by either of two keys of one name, and by no third', async () => {
      const file = path.join(folder(), 'jwks.json');
      const [first, second, third] = [1, 2, 3].map(() => generateKeyPairSync('ed25519'));
      const twins = await Promise.all([first!, second!].map(async ({ publicKey }) => ({ ...(await exportJWK(publicKey)), kid: 'one' })));
      writeFileSync(file, JSON.stringify({ keys: twins }));
      const verify = check({ other: other(file) });
      const token = (pair: typeof first, header: object = { kid: 'one' }) => made(pair!.privateKey, { alg: 'EdDSA', ...header }, theirs);
      for (const pair of [first, second]) await expect(verify(`Bearer ${await token(pair)}`)).resolves.toBeDefined();
      await refused(verify, await token(third), '签名不符');
      await refused(verify, await token(first, {}), 'kid');
      await refused(verify, await made(second!.privateKey, { alg: 'EdDSA', kid: 'one' }, { ...theirs, exp: now() - 600 }), '过期');
    });
  });

  describe('by address', () => {
    const servers: Server[] = [];
    afterAll(() => servers.forEach((each) => each.close()));
    async function serving(answer: Parameters<typeof createServer>[1] & object): Promise<string> {
      const server = createServer(answer).listen(0, '127.0.0.1');
      servers.push(server);
      await new Promise((done) => server.once('listening', done));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
    }

    it('are checked with what it gives, asked once for many tokens', async () => {
      let asked = 0;
      const body = await set({ one: ed.publicKey });
      const verify = check({ other: other(await serving((_, answer) => void ((asked += 1), answer.end(body)))) });
      const token = await made(ed.privateKey, { alg: 'EdDSA', kid: 'one' }, theirs);
      for (let n = 0; n < 5; n += 1) await expect(verify(`Bearer ${token}`)).resolves.toBeDefined();
      for (let n = 0; n < 5; n += 1)
        await refused(verify, await made(ed.privateKey, { alg: 'EdDSA', kid: `made-up-${n}` }, theirs), '不认识');
      expect(asked).toBe(1);
    });

    it('are good by the keys that can be used, beside others', async () => {
      const keys = [{ kty: 'XYZ', kid: 'new' }, 'text', ...(JSON.parse(await set({ one: ed.publicKey })) as { keys: object[] }).keys];
      const source = await serving((_, answer) => void answer.end(`\uFEFF${JSON.stringify({ keys })}`));
      const verify = check({ other: other(source) });
      await expect(verify(`Bearer ${await made(ed.privateKey, { alg: 'EdDSA', kid: 'one' }, theirs)}`)).resolves.toBeDefined();
      expect(said.at(-1)).toContain(`${source}：有的公钥用不了，已跳过，其余照用：第 1 把（kid new，kty XYZ）、第 2 把`);
    });

    it('are refused where it sends elsewhere, fails, is no key set, too large, or gone', async () => {
      const body = await set({ one: ed.publicKey });
      let followed = 0;
      const elsewhere = await serving((_, answer) => void ((followed += 1), answer.end(body)));
      const sources = [
        await serving((_, answer) => void answer.writeHead(302, { location: elsewhere }).end()),
        await serving((_, answer) => void answer.writeHead(500).end(body)),
        await serving((_, answer) => void answer.end('<html>')),
        await serving((_, answer) => void answer.end(`{"keys":[],"more":"${'x'.repeat(2_000_000)}"}`)),
        'http://127.0.0.1:1/jwks',
      ];
      const token = await made(ed.privateKey, { alg: 'EdDSA', kid: 'one' }, theirs);
      for (const source of sources) await refused(check({ other: other(source) }), token, '公钥暂时读不出来', 'SOURCE_UNAVAILABLE');
      expect(followed).toBe(0);
    });
  });
});

describe('revoked tokens', () => {
  const issued = async (claims: Partial<typeof officer> = {}) => signToken(key, { ...officer, ...claims });
  const numberOf = (token: string) => (JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { jti: string }).jti;

  it('are refused by number, by subject, by moment; from when the list says so', async () => {
    const file = path.join(folder(), 'revoked.yaml');
    const list = revocationFile(file);
    const verify = check({ revoked: () => list.value() });
    const [one, two, wang] = [await issued(), await issued(), await issued({ subject: 'wang' })];
    const good = (token: string) => expect(verify(`Bearer ${token}`)).resolves.toBeDefined();
    const soon = () => new Promise((next) => setTimeout(next, 1_100));
    const older = await mine({ iat: now() - 3600 });
    const undated = await mine({ iat: undefined });
    for (const token of [one, two, wang, older, undated]) await good(token);

    writeFileSync(file, `- jti: ${numberOf(one)}\n  reason: 遗失\n`);
    await soon();
    await refused(verify, one, '撤销');
    for (const token of [two, wang]) await good(token);

    writeFileSync(file, `- subject: li\n  issuedBefore: ${new Date(Date.now() - 60_000).toISOString()}\n`);
    await soon();
    for (const token of [older, undated]) await refused(verify, token, '撤销');
    for (const token of [one, two, wang]) await good(token);

    writeFileSync(file, '- subject: li\n');
    await soon();
    for (const token of [one, two, older]) await refused(verify, token, '撤销');
    await good(wang);

    writeFileSync(file, `- issuedBefore: ${new Date(Date.now() + 60_000).toISOString()}\n`);
    await soon();
    for (const token of [one, wang]) await refused(verify, token, '撤销');

    for (const broken of ['- jit: typo\n', '- subject: li\n  issuedBefore: yesterday\n', 'jti: one\n', '- [', '- 7\n']) {
      writeFileSync(file, broken);
      await soon();
      await refused(verify, wang, '撤销名单暂时读不出来', 'SOURCE_UNAVAILABLE');
    }
  });
});
