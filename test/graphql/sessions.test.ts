import { describe, expect, it } from 'vitest';
import { shippedDocuments } from '../../src/graphql/trusted-documents.js';
import { revokedBy } from '../../src/http/tokens/revocations.js';
import { FailedTries } from '../../src/http/sessions/failed-tries.js';
import { sampleServer, type TestServer } from './hub-server.js';

const MINUTE = 60_000;
let now = Date.now();
const server = await sampleServer({ mode: 'serve', clock: () => new Date(now) });
const COMMITTEE = { role: 'zone_committee', zones: ['339901003'], purpose: '亩均评价' };
const variables = { scheme: 'example-ratio-2024', year: 2024 };

const post = (to: TestServer, path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${to.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });

async function signIn(to: TestServer, token: string) {
  const response = await post(to, '/session', { token });
  const [given = ''] = response.headers.getSetCookie();
  return { response, given, cookie: given.split(';')[0]! };
}

async function signedIn(to = server): Promise<string> {
  return (await signIn(to, await to.token(COMMITTEE))).cookie;
}

const codeOf = async (response: Response) => {
  const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
  return [response.status, errors?.[0]?.extensions.code];
};

describe('a session of the page', () => {
  it('is given for a token, as a cookie that scripts and other sites cannot use, and says who is signed in', async () => {
    const { response, given, cookie } = await signIn(server, await server.token(COMMITTEE));
    expect(response.status).toBe(200);
    expect(given).toMatch(/^muhub-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    const who = await fetch(`${server.url}/session`, { headers: { cookie } });
    expect(await who.json()).toEqual({
      ...{ subject: 'test', role: 'zone_committee', zones: ['339901003'], towns: [], department: null, creditCode: null },
      ...{ organisation: null, purpose: '亩均评价', county: '示例县', mode: 'serve' },
    });
    expect(await codeOf(await fetch(`${server.url}/session`))).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('stands for the token wherever one is read, until sign-out', async () => {
    const cookie = await signedIn();
    const documentId = `sha256:${shippedDocuments().named('county-classes')!.hash}`;
    const graphql = (headers: Record<string, string>) => post(server, '/graphql', { variables, documentId }, headers);
    const addresses = ['/q', '/q/county-classes.csv?scheme=example-ratio-2024&year=2024', '/catalogue', '/catalogue.csv', '/session'];
    const read = (path: string) => fetch(`${server.url}${path}`, { headers: { cookie } });
    const answer = (await (await graphql({ cookie })).json()) as { data: { assessment: { groups: unknown[] } } };
    expect(answer.data.assessment.groups).toHaveLength(2);
    for (const path of addresses) expect([path, (await read(path)).status]).toEqual([path, 200]);
    const out = await fetch(`${server.url}/session`, { method: 'DELETE', headers: { cookie } });
    expect([out.status, out.headers.getSetCookie()[0]]).toEqual([
      204,
      expect.stringMatching(/^muhub-session=; .*Expires=Thu, 01 Jan 1970/),
    ]);
    expect(await codeOf(await graphql({ cookie }))).toEqual([401, 'UNAUTHENTICATED']);
    for (const path of addresses) expect([path, ...(await codeOf(await read(path)))]).toEqual([path, 401, 'UNAUTHENTICATED']);
  });

  it('ends after 15 minutes without a request, each of which prolongs it', async () => {
    const cookie = await signedIn();
    const status = async () => (await fetch(`${server.url}/session`, { headers: { cookie } })).status;
    for (let i = 0; i < 3; i++) {
      now += 14 * MINUTE;
      expect(await status()).toBe(200);
    }
    now += 15 * MINUTE;
    expect(await status()).toBe(401);
    now -= 15 * MINUTE;
    expect(await status()).toBe(401);
  });

  it('ends with its token: by its end, or by revocation', async () => {
    expect((await signIn(server, await server.token(COMMITTEE, '-1h'))).response.status).toBe(401);
    const revoked = { list: '' };
    const other = await sampleServer({ revoked: async () => revokedBy(revoked.list) });
    const cookie = await signedIn(other);
    const status = async () => (await fetch(`${other.url}/session`, { headers: { cookie } })).status;
    expect(await status()).toBe(200);
    revoked.list = '[{ subject: test }]';
    expect(await status()).toBe(401);
  });

  it('changes nothing for another site, and is not opened by one', async () => {
    const cookie = await signedIn();
    const foreign: Record<string, string>[] = [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }, { origin: 'null' }];
    for (const headers of foreign) {
      expect(await codeOf(await post(server, '/graphql', { query: '{ __typename }' }, { cookie, ...headers }))).toEqual([403, 'FORBIDDEN']);
      expect(await codeOf(await post(server, '/session', { token: await server.token(COMMITTEE) }, headers))).toEqual([403, 'FORBIDDEN']);
      const out = await fetch(`${server.url}/session`, { method: 'DELETE', headers: { cookie, ...headers } });
      expect(out.status).toBe(403);
    }
    expect((await fetch(`${server.url}/session`, { headers: { cookie } })).status).toBe(200);
    const own = { cookie, origin: server.url, 'sec-fetch-site': 'same-origin' };
    expect((await post(server, '/q/county-classes.csv', variables, own)).status).toBe(200);
  });

  it('is refused for a bad token, which is put on record and slowed', async () => {
    const { response, given } = await signIn(server, 'nonsense');
    expect([...(await codeOf(response)), given]).toEqual([401, 'UNAUTHENTICATED', '']);
    expect(await codeOf(await post(server, '/session', { tokens: 'x' }))).toEqual([400, 'BAD_USER_INPUT']);
    const tries = new FailedTries(() => new Date(now));
    expect([1, 2, 3, 4, 5, 6, 7].map(() => tries.note('a'))).toEqual([100, 200, 400, 800, 1600, 2000, 2000]);
    expect(tries.note('b')).toBe(100);
    now += 10 * MINUTE;
    expect(tries.note('a')).toBe(100);
  });
});
