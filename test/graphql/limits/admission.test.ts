import { describe, expect, it } from 'vitest';
import { sampleServer } from '../hub-server.js';

const officer = { role: 'tax_officer' };
const QUERY = { method: 'POST', body: '{"query":"{ __typename }"}' };
const json = { 'content-type': 'application/json' };

describe('requests in a minute', () => {
  it('are counted by the token, however its header is written, whatever they ask', async () => {
    const server = await sampleServer({ limits: { perMinute: 5 } });
    const token = await server.token(officer);
    const status = async (path: string, authorization: string, init: RequestInit = {}) =>
      (await fetch(`${server.url}${path}`, { ...init, headers: { ...json, authorization } })).status;
    expect(await status('/graphql', `Bearer ${token}`, QUERY)).toBe(200);
    expect(await status('/graphql', `bearer  ${token}`, QUERY)).toBe(200);
    expect(await status('/q', `BEARER   ${token} `)).toBe(200);
    expect(await status('/q/no-such-document.json', `bEARER ${token}`)).toBe(404);
    expect(await status('/nowhere', `Bearer ${token}`)).toBe(404);
    for (const path of ['/graphql', '/q', '/q/county-classes.json', '/catalogue', '/graphiql', '/nowhere'])
      expect(await status(path, `beareR  ${token}`, path === '/graphql' ? QUERY : {}), path).toBe(429);
    expect(await status('/healthz', `Bearer ${token}`)).toBe(200);
    expect(await status('/graphql', `Bearer ${await server.token(officer)}`, QUERY)).toBe(200);
  });

  it('without a good token are counted by the address, whatever stands in its place; who has one is let in', async () => {
    const server = await sampleServer({ limits: { perMinute: 3 } });
    const ask = (headers: Record<string, string>) => fetch(`${server.url}/graphql`, { ...QUERY, headers: { ...json, ...headers } });
    for (const authorization of ['Bearer a.b.c', 'Basic x', 'Bearer d.e.f']) expect((await ask({ authorization })).status).toBe(401);
    const refused = await ask({});
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(20);
    expect(await refused.json()).toEqual({
      errors: [{ message: expect.stringMatching(/本地址一分钟内的请求超过 3 次/) as string, extensions: { code: 'LIMIT_EXCEEDED' } }],
    });
    expect((await ask({ authorization: 'Bearer g.h.i', 'x-forwarded-for': '203.0.113.7' })).status).toBe(429);
    expect((await server.ask(officer, '{ __typename }')).status).toBe(200);
  });

  it('come from whom a proxy says that is trusted to say so, the last that none of them vouches for', async () => {
    const server = await sampleServer({ limits: { perMinute: 1 }, trustedProxies: ['127.0.0.1', '10.0.0.0/8'] });
    const from = async (forwarded: string) =>
      (await fetch(`${server.url}/graphql`, { ...QUERY, headers: { ...json, 'x-forwarded-for': forwarded } })).status;
    expect([await from('203.0.113.7'), await from('203.0.113.8')]).toEqual([401, 401]);
    expect([await from('203.0.113.7'), await from('198.51.100.1, 203.0.113.8, 10.1.2.3')]).toEqual([429, 429]);
  });
});
