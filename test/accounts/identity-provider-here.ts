import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK } from 'jose';
import Provider, { type Configuration } from 'oidc-provider';
import { afterAll } from 'vitest';

export const CLIENT = { id: 'muhub', secret: 'a secret of the county and the hub' };

/** A real identity provider on this machine: whoever names somebody there is signed in as them. */
export interface ProviderHere {
  readonly issuer: string;
  /** From now on it publishes another key than it signs with. */
  publishOtherKey(): void;
  stop(): Promise<void>;
}

/** What the provider says of people, by their names there. */
export type People = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** @param publicUrl where the hub's page is */
export async function providerHere(publicUrl: () => string, people: People): Promise<ProviderHere> {
  const keys = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = await exportJWK(keys().privateKey);
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings: Configuration = {
    jwks: { keys: [{ ...jwk, kid: 'one', use: 'sig', alg: 'RS256' }] },
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [`${publicUrl()}/sign-in/return`],
        post_logout_redirect_uris: [`${publicUrl()}/sign-in`],
      },
    ],
    claims: { openid: ['sub', 'groups', 'zone_codes', 'dept'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['cookies of the test'] },
    ttl: { IdToken: 600, AuthorizationCode: 60, AccessToken: 600, Interaction: 600, Session: 600, Grant: 600 },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
  };
  const answer = new Provider(issuer, settings).callback();
  let published: string | undefined;
  server.on('request', (request, response) => {
    if (published === undefined || request.url !== '/jwks') return void answer(request, response);
    response.writeHead(200, { 'content-type': 'application/jwk-set+json' }).end(published);
  });
  const other = { ...(await exportJWK(keys().publicKey)), kid: 'another', use: 'sig', alg: 'RS256' };
  const publishOtherKey = () => void (published = JSON.stringify({ keys: [other] }));
  const stop = () => closed(server);
  afterAll(stop);
  return { issuer, publishOtherKey, stop };
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}

/** Signs in there as a browser would: follows it, fills in its forms. @returns where it sends the browser back to */
export async function signInThere(address: string, name: string, back: string): Promise<URL> {
  const cookies = new Map<string, string>();
  const visit = async (url: string, form?: Readonly<Record<string, string>>): Promise<Response> => {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([key, value]) => `${key}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, key = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(key, value);
    }
    return response;
  };
  let [at, response] = [address, await visit(address)];
  for (let step = 0; step < 12; step += 1) {
    const next = response.headers.get('location');
    if (next !== null) {
      at = new URL(next, at).href;
      if (at.startsWith(back)) return new URL(at);
      response = await visit(at);
      continue;
    }
    const page = await response.text();
    const [, action = ''] = /<form[^>]*action="([^"]+)"/.exec(page) ?? [];
    const [, prompt = ''] = /name="prompt" value="(\w+)"/.exec(page) ?? [];
    if (action === '') throw new Error(`the provider answered ${response.status}: ${page.slice(0, 300)}`);
    at = new URL(action, at).href;
    response = await visit(at, prompt === 'login' ? { prompt, login: name, password: 'any' } : { prompt });
  }
  throw new Error('the provider sends in circles');
}
