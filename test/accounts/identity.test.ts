import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEvent } from '../../src/audit/table.js';
import { readClaimMap } from '../../src/http/identity/claim-map.js';
import { openIdentityProvider, type IdentityProvider } from '../../src/http/identity/identity-provider.js';
import { full } from '../full.js';
import { sampleServer } from '../graphql/hub-server.js';
import { CLIENT, providerHere, signInThere } from './identity-provider-here.js';
import { post, statusBy } from './invited.js';

const MINUTE = 60_000;
const PEOPLE = {
  li: { groups: ['staff', 'mujun-zone'], zone_codes: ['339901003'] },
  guest: { groups: ['staff'] },
  both: { groups: ['mujun-zone', 'mujun-office'], zone_codes: '339901003' },
  nowhere: { groups: 'mujun-zone' },
};
const MAP = `
subject: sub
role: { claim: groups, values: { mujun-zone: zone_committee, mujun-office: evaluation_office } }
zones: zone_codes
department: dept
purpose: 亩均评价
`;
const map = readClaimMap(MAP);

let now = Date.now();
let identity: IdentityProvider;
const server = await sampleServer({
  clock: () => new Date(now),
  trustedProxies: ['127.0.0.1'],
  identity: { issuer: 'the one below', begin: () => identity.begin(), finish: (...came) => identity.finish(...came) },
});
const publicUrl = server.url;
const there = await providerHere(() => publicUrl, PEOPLE);
const registration = { issuer: there.issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret, map, publicUrl };
identity = openIdentityProvider(registration);

/** Begins as the page does. */
async function begun() {
  const { answer, cookie, status } = await post(server, '/session/identity/start', {});
  return { address: String(answer.address), cookie, status };
}

const back = (address: string, name: string) => signInThere(address, name, `${publicUrl}/sign-in/return`);
const finish = (search: string, cookie: string) => post(server, '/session/identity', { search }, { cookie });

async function signedIn(name: string) {
  const { address, cookie } = await begun();
  return finish((await back(address, name)).search, cookie);
}

describe('signing in by the identity provider', () => {
  it('goes there and comes back: who it is by the map, on record, with state, nonce and PKCE', async () => {
    const { address } = await begun();
    const asked = new URL(address).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({ response_type: 'code', scope: 'openid', code_challenge_method: 'S256' });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)).toMatch(/^[\w-]{43}$/);
    const { status, answer, cookie } = await signedIn('li');
    expect([status, answer]).toMatchObject([
      200,
      { subject: 'li', role: 'zone_committee', zones: ['339901003'], purpose: '亩均评价', department: null },
    ]);
    expect(await statusBy(server, cookie)).toBe(200);
    const events = await server.database.db.select().from(auditEvent).where(eq(auditEvent.action, 'SIGNED_IN'));
    expect(events).toMatchObject([{ actor: 'li', department: 'county', detail: { role: 'zone_committee' } }]);
    expect(await (await fetch(`${server.url}/session/ways`)).json()).toEqual({ account: true, identity: true });
  });

  it('ends with what the provider said, and signing out leads there too', async () => {
    const { cookie } = await signedIn('li');
    const out = await fetch(`${server.url}/session`, { method: 'DELETE', headers: { cookie } });
    const { signOut } = (await out.json()) as { signOut: string };
    expect(signOut).toContain(`${there.issuer}/session/end?`);
    expect(new URL(signOut).searchParams.get('post_logout_redirect_uri')).toBe(`${publicUrl}/sign-in`);
    expect(await statusBy(server, cookie)).toBe(401);
    const { cookie: longer } = await signedIn('li');
    now += 9 * MINUTE;
    expect(await statusBy(server, longer)).toBe(200);
    now += 2 * MINUTE;
    expect(await statusBy(server, longer)).toBe(401);
    now = Date.now();
  });

  it.each([
    ['guest', /无权登录：.*没有给出可以使用本中枢的身份（groups）.*申请/],
    ['both', /同时给出了几个身份（zone_committee、evaluation_office）/],
    ['nowhere', /身份不全：角色 zone_committee 须写明 zones/],
  ])('refuses in words whom the map gives no role: %s', async (name, why) => {
    expect(await signedIn(name)).toMatchObject({ status: 403, code: 'FORBIDDEN', message: expect.stringMatching(why), cookie: '' });
  });

  it('takes no answer to another question: state, browser, twice, late, nonce, code', async () => {
    const refused = { status: 401, code: 'UNAUTHENTICATED', cookie: '' };
    const first = await begun();
    const { search } = await back(first.address, 'li');
    expect(await finish(search.replace(/state=[^&]+/, 'state=another'), first.cookie)).toMatchObject(refused);
    expect(await finish(search, 'muhub-sign-in=another')).toMatchObject(refused);
    expect((await finish(search, first.cookie)).status).toBe(200);
    expect(await finish(search, first.cookie)).toMatchObject({ ...refused, message: expect.stringContaining('已失效') });

    const late = await begun();
    const its = await back(late.address, 'li');
    now += 10 * MINUTE;
    expect(await finish(its.search, late.cookie)).toMatchObject(refused);
    now -= 10 * MINUTE;

    // As if somebody had changed what the browser asked for.
    const other = await begun();
    const changed = await back(other.address.replace(/nonce=[^&]+/, 'nonce=another'), 'li');
    expect(await finish(changed.search, other.cookie)).toMatchObject({ ...refused, message: expect.stringContaining('不能采信') });
    const verifier = await begun();
    const unproven = await back(verifier.address.replace(/code_challenge=[^&]+/, `code_challenge=${'x'.repeat(43)}`), 'li');
    expect(await finish(unproven.search, verifier.cookie)).toMatchObject(refused);
    const code = await begun();
    const spent = (await back(code.address, 'li')).search.replace(/code=[^&]+/, 'code=expired');
    expect(await finish(spent, code.cookie)).toMatchObject(refused);
    const cancelled = await begun();
    const state = new URL(cancelled.address).searchParams.get('state')!;
    expect(await finish(`?error=access_denied&state=${state}&iss=${encodeURIComponent(there.issuer)}`, cancelled.cookie)).toMatchObject(
      refused,
    );
    expect((await post(server, '/session/identity', { search }, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await post(server, '/session/identity', { code: 'x' })).status).toBe(400);
  });

  it('says what to do where nobody answers there, and goes on when somebody does', async () => {
    const known = identity;
    const nobody = openIdentityProvider({ ...registration, issuer: 'http://127.0.0.1:9' });
    identity = nobody;
    expect(await post(server, '/session/identity/start', {})).toMatchObject({
      ...{ status: 503, code: 'SOURCE_UNAVAILABLE', message: expect.stringMatching(/没有正常回答.*请稍后重试.*MUHUB_OIDC_ISSUER/) },
    });
    identity = known;
    expect((await begun()).status).toBe(200);
  });

  it.runIf(full)('waits for it no longer than the page waits for the hub', async () => {
    const known = identity;
    const silent = createServer(() => undefined);
    await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
    identity = openIdentityProvider({ ...registration, issuer: `http://127.0.0.1:${(silent.address() as AddressInfo).port}` });
    expect(await Promise.race([post(server, '/session/identity/start', {}), delay(9_000)])).toMatchObject({ status: 503 });
    identity = known;
    silent.closeAllConnections();
    silent.close();
  });

  it('takes no signature by a key that the provider does not publish', async () => {
    const { address, cookie } = await begun();
    const { search } = await back(address, 'li');
    there.publishOtherKey();
    identity = openIdentityProvider(registration);
    expect(await finish(search, cookie)).toMatchObject({ status: 401, message: expect.stringContaining('不能采信'), cookie: '' });
  });
});

describe('the map of claims', () => {
  it.each([
    ['a role that there is not', MAP.replace('evaluation_office', 'boss')],
    ['a word that it does not know', `${MAP}\nzone: x`],
    ['a key twice', `${MAP}\nsubject: other`],
    ['no subject', MAP.replace('subject: sub', '')],
  ])('is refused with %s', (_, text) => {
    expect(() => readClaimMap(text)).toThrow();
  });
});
