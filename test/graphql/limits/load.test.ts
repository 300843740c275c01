import { request, Agent } from 'node:http';
import { afterAll, expect, it } from 'vitest';
import { sampleServer } from '../hub-server.js';

const CONNECTIONS = 200;
const QUERY = '{ enterprises(first: 2) { nodes { name tax(year: 2024) { vatNet } } } }';

const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
afterAll(() => agent.destroy());

interface Answered {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly codes: readonly string[];
}

/** One request on one of the connections. */
function ask(url: string, token: string): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const sent = request(`${url}/graphql`, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => {
        const { errors = [] } = JSON.parse(text) as { errors?: { extensions: { code: string } }[] };
        resolve({
          status: response.statusCode!,
          retryAfter: response.headers['retry-after'],
          codes: errors.map((each) => each.extensions.code),
        });
      });
    });
    sent.on('error', reject);
    sent.end(JSON.stringify({ query: QUERY }));
  });
}

it('more than the hub can carry is shed before any work, its health is answered meanwhile, and it recovers by itself', async () => {
  let goOn: () => void = () => undefined;
  const slow = new Promise<void>((resolve) => (goOn = resolve));
  const server = await sampleServer({
    limits: { underWay: 40, concurrent: 1_000 },
    hub: (its) => ({ ...its, standing: () => slow.then(() => its.standing()) }),
  });
  // Of different people: none is over what one may ask.
  const tokens = await Promise.all(Array.from({ length: 10 }, (_, n) => server.token({ role: 'tax_officer', subject: `load-${n}` })));
  const shed: Answered[] = [];
  const load = Array.from({ length: CONNECTIONS }, async (_, n) => {
    const answer = await ask(server.url, tokens[n % tokens.length]!);
    if (answer.status === 503) shed.push(answer);
    return answer;
  });
  await expect.poll(() => shed.length, { timeout: 40_000 }).toBe(CONNECTIONS - 40);
  expect(new Set(shed.map(({ codes, retryAfter }) => `${codes.join()} ${retryAfter}`))).toEqual(new Set(['LIMIT_EXCEEDED 2']));
  for (const path of ['/healthz', '/readyz']) expect((await fetch(`${server.url}${path}`)).status).toBe(200);

  goOn();
  const served = (await Promise.all(load)).filter(({ status }) => status === 200);
  expect([served.length, served.flatMap(({ codes }) => codes)]).toEqual([40, []]);
  expect(await ask(server.url, tokens[0]!)).toEqual({ status: 200, retryAfter: undefined, codes: [] });
});

it('at 200 connections nothing ends in INTERNAL', { timeout: 180_000 }, async () => {
  const server = await sampleServer({ limits: { underWay: 1_000, concurrent: 1_000 } });
  const token = await server.token({ role: 'tax_officer' });
  const answers = await Promise.all(Array.from({ length: CONNECTIONS }, () => ask(server.url, token)));
  expect(answers.flatMap(({ codes }) => codes).filter((code) => !['SOURCE_UNAVAILABLE', 'LIMIT_EXCEEDED'].includes(code))).toEqual([]);
});
