import { asc, eq, inArray } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { disable, enable, expire, reset } from '../../src/accounts/administration.js';
import { account } from '../../src/accounts/table.js';
import { auditEvent } from '../../src/audit/table.js';
import { sampleServer } from '../graphql/hub-server.js';
import { BY, invited, PASSWORD, post, statusBy, withPassword } from './invited.js';

const MINUTE = 60_000;
let now = Date.now();
const server = await sampleServer({ mode: 'serve', clock: () => new Date(now), trustedProxies: ['127.0.0.1'] });
const { db } = server.database;
const signIn = (name: string, password = PASSWORD) => post(server, '/session', { account: name, password });

describe('the link of an invitation', () => {
  it('sets a password once, by the rule; then the account signs in, for whom it speaks', async () => {
    const invitation = await invited(server, 'li');
    const set = (password: string, secret = invitation) => post(server, '/session/password', { invitation: secret, password });
    expect(await signIn('li')).toMatchObject({ status: 401 });
    expect(await set('short')).toMatchObject({ status: 400, code: 'BAD_USER_INPUT', message: expect.stringContaining('太短') });
    expect(await set(PASSWORD)).toMatchObject({ status: 200, answer: { account: 'li', secondFactor: null } });
    expect(await set(PASSWORD)).toMatchObject({ status: 401, message: expect.stringContaining('链接无效') });
    const { status, answer, cookie } = await signIn(' ｌｉ ');
    expect([status, answer]).toEqual([
      200,
      {
        ...{ subject: 'li的名字', role: 'zone_committee', zones: ['339901003'], towns: [], department: null, creditCode: null },
        ...{ organisation: null, purpose: '亩均评价', county: '示例县', mode: 'serve' },
      },
    ]);
    const query = { documentId: 'sha256:none', query: '{ __typename }' };
    expect((await post(server, '/graphql', query, { cookie })).status).not.toBe(401);
  });

  it('is good for one of two who use it at once, and no longer than it says', async () => {
    const invitation = await invited(server, 'two');
    const both = await Promise.all([1, 2].map((n) => post(server, '/session/password', { invitation, password: `${PASSWORD}${n}` })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
    const late = await invited(server, 'late', { until: new Date(now + MINUTE) });
    now += 2 * MINUTE;
    expect(await post(server, '/session/password', { invitation: late, password: PASSWORD })).toMatchObject({ status: 401 });
  });

  it('keeps no secret: neither password nor link is in the database', async () => {
    const [invitation, kept] = [await invited(server, 'secret'), await invited(server, 'kept')];
    await post(server, '/session/password', { invitation: kept, password: PASSWORD });
    const rows = JSON.stringify(await db.select().from(account));
    const events = JSON.stringify(await db.select().from(auditEvent));
    for (const secret of [invitation, kept, PASSWORD]) expect(rows + events).not.toContain(secret);
    expect(rows).toContain('$scrypt$ln=15');
  });
});

describe('a failed try', () => {
  it('is answered alike for no account, a wrong password, an account that is disabled, ended or locked', async () => {
    for (const name of ['wrong', 'off', 'over', 'new']) await (name === 'new' ? invited(server, name) : withPassword(server, name));
    await disable(db, 'off', { ...BY, reason: '调离' });
    await expire(db, 'over', { ...BY, at: new Date(now - 1) });
    const tries = [signIn('nobody'), signIn('wrong', 'another password'), signIn('off'), signIn('over'), signIn('new'), signIn('\u0000')];
    const answers = new Set((await Promise.all(tries)).map(({ status, code, message }) => JSON.stringify([status, code, message])));
    expect([...answers]).toHaveLength(1);
    expect([...answers][0]).toContain('账户或口令不对');
  });

  it('five times in a row locks for 30 minutes, however many come at once; a right one in between forgets them', async () => {
    await withPassword(server, 'zhang');
    const wrong = () => signIn('zhang', 'not this one');
    await Promise.all([wrong(), wrong(), wrong(), wrong()]);
    expect((await signIn('zhang')).status).toBe(200);
    const many = await Promise.all(Array.from({ length: 6 }, wrong));
    expect(many.every(({ status }) => status === 401)).toBe(true);
    const rows = await db.select().from(account).where(eq(account.name, 'zhang'));
    expect(rows.map(({ failures }) => failures)).toEqual([5]);
    const locked = await signIn('zhang');
    expect([locked.status, locked.message]).toEqual([401, many[0]!.message]);
    now += 29 * MINUTE;
    expect((await signIn('zhang')).status).toBe(401);
    now += MINUTE;
    // Once it is over, tries are counted from one again.
    expect((await wrong()).status).toBe(401);
    expect((await signIn('zhang')).status).toBe(200);
  });

  it('changes nothing for who asks otherwise: keys twice, too large, from another site, half a body', async () => {
    const cases: [unknown, Record<string, string>, number][] = [
      [`{"account":"li","account":"wang","password":"${PASSWORD}"}`, {}, 400],
      [{ account: 'li' }, {}, 400],
      [{ account: 'li', password: PASSWORD, role: 'tax_officer' }, {}, 400],
      [{ account: 'li', password: 'x'.repeat(2_000_000) }, {}, 413],
      [{ account: 'li', password: PASSWORD }, { origin: 'https://evil.example' }, 403],
      [{ account: 'li', password: PASSWORD }, { 'sec-fetch-site': 'cross-site' }, 403],
    ];
    for (const [body, headers, status] of cases) expect((await post(server, '/session', body, headers)).status).toBe(status);
    const foreign = await post(server, '/session/password', { invitation: 'x', password: PASSWORD }, { origin: 'https://evil.example' });
    expect(foreign.status).toBe(403);
  });
});

describe('the session of an account', () => {
  it('ends at once when the account is disabled, reset or ended, and with an idle quarter of an hour', async () => {
    await withPassword(server, 'wang');
    const cookie = async () => (await signIn('wang')).cookie;
    const [first, second] = [await cookie(), await cookie()];
    expect([await statusBy(server, first), await statusBy(server, second)]).toEqual([200, 200]);
    await disable(db, 'wang', { ...BY, reason: '调离' });
    expect([await statusBy(server, first), await statusBy(server, second)]).toEqual([401, 401]);
    await enable(db, 'wang', { ...BY, reason: '返岗' });
    expect(await statusBy(server, first)).toBe(401);

    const third = await cookie();
    const until = new Date(now + 20 * MINUTE);
    await expire(db, 'wang', { ...BY, at: until });
    expect(await statusBy(server, third)).toBe(401);
    const fourth = await cookie();
    now += 14 * MINUTE;
    expect(await statusBy(server, fourth)).toBe(200);
    now += 7 * MINUTE;
    expect(await statusBy(server, fourth)).toBe(401);
    await expire(db, 'wang', { ...BY, at: null });

    const fifth = await cookie();
    await reset(db, 'wang', { ...BY, until: new Date(now + MINUTE) });
    expect([await statusBy(server, fifth), (await signIn('wang')).status]).toEqual([401, 401]);

    await withPassword(server, 'idle');
    const { cookie: idle } = await signIn('idle');
    now += 15 * MINUTE;
    expect(await statusBy(server, idle)).toBe(401);
  });

  it('is one of several: two pages are signed in apart, and signing out of one leaves the other', async () => {
    await withPassword(server, 'tabs');
    const [one, two] = [(await signIn('tabs')).cookie, (await signIn('tabs')).cookie];
    await fetch(`${server.url}/session`, { method: 'DELETE', headers: { cookie: one } });
    expect([await statusBy(server, one), await statusBy(server, two)]).toEqual([401, 200]);
  });
});

it('is on record, step by step: who, and nothing that lets anybody in', async () => {
  const invitation = await invited(server, 'record', { expires: new Date(now + 100 * MINUTE) });
  await post(server, '/session/password', { invitation, password: PASSWORD });
  await signIn('record');
  await Promise.all(Array.from({ length: 5 }, () => signIn('record', 'not this one')));
  await disable(db, 'record', { ...BY, reason: '调离' });
  const actions = ['ACCOUNT_INVITED', 'PASSWORD_SET', 'SIGNED_IN', 'ACCOUNT_LOCKED', 'ACCOUNT_DISABLED'] as const;
  const events = await db.select().from(auditEvent).where(inArray(auditEvent.action, actions)).orderBy(asc(auditEvent.sequence));
  const its = events.filter(({ detail }) => detail.account === 'record');
  expect(its.map(({ actor, action, department }) => [actor, action, department])).toEqual([
    ['cli:test', 'ACCOUNT_INVITED', 'county'],
    ['record的名字', 'PASSWORD_SET', 'county'],
    ['record的名字', 'SIGNED_IN', 'county'],
    ['unverified', 'ACCOUNT_LOCKED', 'county'],
    ['cli:test', 'ACCOUNT_DISABLED', 'county'],
  ]);
  expect(its[0]!.detail).toMatchObject({ role: 'zone_committee', zones: ['339901003'], subject: 'record的名字' });
  expect(its.at(-1)!.detail).toEqual({ account: 'record', reason: '调离' });
});
