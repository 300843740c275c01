import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { RequestCounts } from '../../src/http/request-counts.js';
import { BegunSignIns } from '../../src/http/identity/begun-sign-ins.js';
import { RevocationList, revokeEverywhere } from '../../src/http/tokens/revocation-list.js';
import { freshDatabase } from '../database/fresh-database.js';
import { sampleServer } from './hub-server.js';

let now = Date.now();
const clock = () => new Date(now);
const database = await freshDatabase('sample_hub');
const [one, other] = [
  await sampleServer({ database, clock, mode: 'serve', limits: { perMinute: 20, requestSeconds: 1 }, hub: slow }),
  await sampleServer({ database, clock, mode: 'serve' }),
];

it('who signed in at one hub is signed in at the other, and signed out at both', async () => {
  const token = await one.token({ role: 'analyst' });
  const signIn = await fetch(`${one.url}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  const cookie = signIn.headers.getSetCookie()[0]!.split(';')[0]!;
  const stored = await database.pool.query<{ content: string; digest: string }>('select digest, content from browser_secret');
  expect(JSON.stringify(stored.rows)).not.toContain(token.split('.')[1]);
  expect(JSON.stringify(stored.rows)).not.toContain(cookie.split('=')[1]);
  // The other hub has keys of its own here: what it says of the token shows that it found the session.
  const seen = (await (await fetch(`${other.url}/session`, { headers: { cookie } })).json()) as { errors: { message: string }[] };
  expect(seen.errors[0]!.message).toMatch(/签名密钥不认识/);
  expect((await fetch(`${other.url}/session`, { method: 'DELETE', headers: { cookie } })).status).toBe(204);
  now += 1_000;
  expect((await fetch(`${one.url}/session`, { headers: { cookie } })).status).toBe(401);
});

it('a sign-in that was begun at one hub comes back to another, once', async () => {
  const begun = { state: 's', nonce: 'n', codeVerifier: 'v' };
  await new BegunSignIns(database.db, clock).keep('browser', begun);
  const there = new BegunSignIns(database.db, clock);
  expect(await there.take('another browser', 's')).toBeUndefined();
  expect(await there.take('browser', 's')).toEqual(begun);
  expect(await there.take('browser', 's')).toBeUndefined();
});

it('what is revoked for one hub is for all', async () => {
  const list = new RevocationList(database.db);
  expect((await list.value())({ jti: 'x' })).toBe(false);
  await revokeEverywhere(database.db, 'test', { jti: 'x' });
  await revokeEverywhere(database.db, 'test', { subject: '张三', issuedBefore: 1000 });
  const revoked = await new RevocationList(database.db).value();
  expect([{ jti: 'x' }, { jti: 'y' }, { sub: '张三', iat: 999 }, { sub: '张三', iat: 1000 }].map(revoked)).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

it('requests of an account count together over all hubs, and anew in the next minute', async () => {
  const ask = async () => (await fetch(`${one.url}/session`, { headers: { authorization: `Bearer ${token}` } })).status;
  const token = await one.token({ role: 'analyst', subject: 'busy' });
  const { jti } = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { jti: string };
  const elsewhere = new RequestCounts(database.db, clock);
  const account = JSON.stringify(['token', 'muhub', jti]);
  for (let times = 0; times < 19; times += 1) elsewhere.note(account);
  await elsewhere.settle();
  expect(await ask()).toBe(200);
  const here = new RequestCounts(database.db, clock);
  here.note(account);
  await here.settle();
  expect(here.note(account)).toBeGreaterThanOrEqual(19);
  // The server settles within a second.
  let status = 200;
  for (let tries = 0; tries < 16 && status === 200; tries += 1) {
    await sleep(200);
    status = await ask();
  }
  expect(status).toBe(429);
  now += 60_000;
  expect(here.note(account)).toBe(0);
});

it('an answer that takes longer than a connection may be silent is not cut off', async () => {
  slowed = 2_600;
  const asked = await one.ask({ role: 'analyst', adhoc: true } as never, '{ __typename }').finally(() => (slowed = 0));
  expect(asked.status).toBe(200);
});

let slowed = 0;

function slow<Hub extends { standing(): Promise<unknown> }>(hub: Hub): Hub {
  return { ...hub, standing: async () => sleep(slowed).then(() => hub.standing()) };
}
