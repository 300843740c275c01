import { auditServer } from 'graphql-http';
import { expect, it } from 'vitest';
import { sampleServer } from '../hub-server.js';

it('the graphql-http audit suite finds no error, for a token that holds both rights', async () => {
  // The suite asks everything at once; on a busy machine none is answered before the last has come.
  const server = await sampleServer({ mode: 'serve', limits: { concurrent: 100 } });
  const token = await server.token({ role: 'tax_officer', adhoc: true, introspect: true });
  const results = await auditServer({
    url: `${server.url}/graphql`,
    fetchFn: (url: string, init: RequestInit = {}) =>
      fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${token}` } }),
  });
  const told = (status: string) =>
    results
      .filter((result) => result.status === status)
      .map(({ id }) => id)
      .sort();
  expect(results.length).toBeGreaterThan(50);
  expect(told('error')).toEqual([]);
  // 400 instead of 200 for what cannot be parsed, is invalid or has bad variables, to clients that ask for plain JSON:
  // so that proxies, monitoring and clients that look at the status alone can tell.
  expect(told('warn')).toEqual(['572B', '7B9B', 'FDE2']);
  // GET without a header that no form of another site could send: refused, against cross-site request forgery.
  expect(told('notice')).toEqual(['5A70', '6A70', 'D6D5']);
});
