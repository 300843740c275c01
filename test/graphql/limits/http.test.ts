import { describe, expect, it } from 'vitest';
import { sampleServer } from '../hub-server.js';

const officer = { role: 'tax_officer' };

describe('a request beyond a limit', () => {
  it('is refused with the limit and by how much, and nothing else', async () => {
    const server = await sampleServer();
    const answer = await server.ask(officer, `{ ${Array.from({ length: 101 }, (_, n) => `alias${n}:__typename`).join(' ')} }`);
    expect(answer).toEqual({
      status: 400,
      errors: [
        {
          message: '别名过多：别名 101 个，最多 60 个，超出 41 个；请分几次查询，或改用列表的筛选',
          extensions: { code: 'LIMIT_EXCEEDED' },
        },
      ],
    });
  });

  it('is told when to come again where its token came too often; another token is not held up', async () => {
    const server = await sampleServer({ limits: { perMinute: 2 } });
    const send = (token: string) =>
      fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: '{"query":"{ __typename }"}',
      });
    const [one, other] = [await server.token({ ...officer, subject: 'one' }), await server.token({ ...officer, subject: 'other' })];
    expect([(await send(one)).status, (await send(one)).status]).toEqual([200, 200]);
    const refused = await send(one);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(20);
    expect(await refused.json()).toEqual({
      errors: [
        { message: expect.stringMatching(/一分钟内的请求超过 2 次.*\d+ 秒后再试/) as string, extensions: { code: 'LIMIT_EXCEEDED' } },
      ],
    });
    expect((await send(other)).status).toBe(200);
  });

  it('is refused while as many of its token are under way, and answered afterwards', async () => {
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const server = await sampleServer({
      limits: { concurrent: 2 },
      hub: (hub) => ({ ...hub, standing: () => gate.then(() => hub.standing()) }),
    });
    const token = await server.token(officer);
    const send = async () => {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: '{"query":"{ __typename }"}',
      });
      return [response.status, response.headers.get('retry-after'), (await response.json()) as object] as const;
    };
    const all = Array.from({ length: 5 }, send);
    // Those that are refused are answered at once; the two others wait for the gate.
    const early: (readonly [number, string | null, object])[] = [];
    for (const each of all) void each.then((answer) => early.push(answer));
    while (early.length < 3) await new Promise((next) => setTimeout(next, 10));
    for (const [status, retryAfter, body] of early) {
      expect([status, retryAfter]).toEqual([429, '1']);
      expect(JSON.stringify(body)).toContain('本令牌 3 个，最多 2 个，超出 1 个');
    }
    release();
    expect((await Promise.all(all)).filter(([status]) => status === 200)).toHaveLength(2);
    expect((await send())[0]).toBe(200);
  });
});

describe('every answer', () => {
  it('bears its number and what browsers must not do with it, and opens nothing to other sites', async () => {
    const server = await sampleServer();
    const token = await server.token(officer);
    const headers = { authorization: `Bearer ${token}`, origin: 'https://elsewhere.example' };
    const answers = await Promise.all([
      fetch(`${server.url}/healthz`, { headers }),
      fetch(`${server.url}/graphiql`, { headers: { origin: headers.origin } }),
      fetch(`${server.url}/nowhere`, { headers }),
      fetch(`${server.url}/graphql`, { headers: { origin: headers.origin } }),
      fetch(`${server.url}/graphql`, { method: 'OPTIONS', headers: { ...headers, 'access-control-request-method': 'POST' } }),
      fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: '{"query":"{ __typename }"}',
      }),
    ]);
    for (const { headers: got, url } of answers) {
      expect(got.get('x-request-id'), url).toMatch(/^[0-9a-f-]{36}$/);
      expect(got.get('x-content-type-options'), url).toBe('nosniff');
      expect(got.get('referrer-policy'), url).toBe('no-referrer');
      expect(got.get('x-frame-options'), url).toBe('DENY');
      expect(got.get('content-security-policy'), url).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(
        [...got.keys()].filter((name) => name.startsWith('access-control')),
        url,
      ).toEqual([]);
      expect(got.get('strict-transport-security'), url).toBeNull();
    }
    expect(new Set(answers.map(({ headers: got }) => got.get('x-request-id'))).size).toBe(answers.length);
  });
});
