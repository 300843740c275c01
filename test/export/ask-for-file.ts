import type { TokenClaims } from '../../src/http/tokens/sign.js';
import type { TestServer } from '../graphql/hub-server.js';

export const SCHEME = 'example-ratio-2024';
export const ZONE = '339901003';
export const officer = { role: 'tax_officer', purpose: '土地税源核查' };
export const committee = { role: 'zone_committee', zones: [ZONE], purpose: '亩均论英雄' };
export const analyst = { role: 'analyst' };
export const dashboard = { role: 'dashboard' };

/** Asks for a file with a token of these claims. */
export async function askForFile(
  server: TestServer,
  claims: Partial<TokenClaims> & { role: string },
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  const authorization = `Bearer ${await server.token(claims)}`;
  return fetch(`${server.url}${path}`, { ...init, headers: { authorization, ...init.headers } });
}
