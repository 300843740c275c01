import { scryptSync } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { invite, type Invited } from '../../src/accounts/administration.js';
import { account } from '../../src/accounts/table.js';
import type { TestServer } from '../graphql/hub-server.js';

export const PASSWORD = '今年夏天 很热 2026';
export const BY = { actor: 'cli:test', now: new Date() };
const DAY_MS = 86_400_000;

/** Posts JSON, as from an address of its own: whoever fails is slowed by it. */
export async function post(server: TestServer, path: string, body: unknown, headers: Record<string, string> = {}) {
  const from = `10.${[1, 2, 3].map(() => Math.floor(Math.random() * 255)).join('.')}`;
  const response = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': from, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const answer = (await response.json()) as Answer;
  const [cookie = ''] = response.headers.getSetCookie();
  const [error] = answer.errors ?? [];
  return { status: response.status, answer, cookie: cookie.split(';')[0]!, code: error?.extensions.code, message: error?.message };
}

interface Answer {
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  readonly [key: string]: unknown;
}

/** Makes an account. @returns the secret of its link */
export function invited(server: TestServer, name: string, more: Partial<Invited> = {}): Promise<string> {
  const claims = { subject: `${name}的名字`, role: 'zone_committee', zones: ['339901003'], purpose: '亩均评价' };
  return invite(server.database.db, { ...BY, name, claims, until: new Date(Date.now() + DAY_MS), ...more });
}

/** As {@link PASSWORD} is kept, with parameters that take a hundredth of the time. */
const KEPT = `$scrypt$ln=8,r=8,p=1$${Buffer.from('salt').toString('base64')}$${scryptSync(PASSWORD, 'salt', 32, { N: 256, r: 8, p: 1 }).toString('base64')}`;

/** Makes an account whose password is set. */
export async function withPassword(server: TestServer, name: string, more: Partial<Invited> = {}): Promise<void> {
  await invited(server, name, more);
  await server.database.db.update(account).set({ password: KEPT, invitation: null }).where(eq(account.name, name));
}

/** Whether a cookie lets in: the status of who is signed in by it. */
export async function statusBy(server: TestServer, cookie: string): Promise<number> {
  return (await fetch(`${server.url}/session`, { headers: { cookie } })).status;
}
