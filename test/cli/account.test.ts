import { asc } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEvent } from '../../src/audit/table.js';
import { freshDatabase } from '../database/fresh-database.js';
import { commandLine } from './command-line.js';

const database = await freshDatabase('empty_hub');
const { muhub, printed } = commandLine({ DATABASE_URL: database.url, MUHUB_PUBLIC_URL: 'https://mujun.example.cn/' });
const INVITE = ['account', 'invite', '--role', 'zone_committee', '--zone', '339901003'];

describe('accounts on the command line', () => {
  it('are made with a link to the page, told once, and listed', async () => {
    const made = await muhub(...INVITE, '--name', '张三', '--purpose', '亩均评价', '--expires', '2099-12-31', '--link-hours', '2');
    expect(made).toMatchObject({ status: 0, out: expect.stringMatching(/^https:\/\/mujun\.example\.cn\/set-password#[\w-]{43}\n$/) });
    expect(made.err).toContain('只能用一次');
    const [listed] = JSON.parse(await printed('account', 'list', '--format', 'json')) as unknown[];
    expect(listed).toMatchObject({
      ...{ name: '张三', state: 'INVITED', hasSecondFactor: false, expires: '2099-12-31T15:59:59.999Z' },
      claims: { subject: '张三', role: 'zone_committee', zones: ['339901003'], purpose: '亩均评价' },
    });
    expect(await printed('account', 'list')).toMatch(/张三\s+待设口令\s+zone_committee/);
  });

  it('are refused in words: taken, no role, what the role lacks, over already, a name that is none', async () => {
    const refused = async (...args: string[]) => (await muhub(...args)).err;
    expect(await refused(...INVITE, '--name', '张三')).toContain('已有账户 张三');
    expect(await refused('account', 'invite', '--name', 'x', '--role', 'boss')).toContain('不能建立账户：role（角色）应为');
    expect(await refused('account', 'invite', '--name', 'x', '--role', 'town')).toContain('角色 town 的账户须写明 towns');
    expect(await refused(...INVITE, '--name', 'x', '--expires', '2020-01-01')).toContain('已经过去');
    expect(await refused(...INVITE, '--name', '张 三')).toContain('不能用');
    expect(await refused('account', 'disable', '李四', '--reason', 'x')).toContain('没有账户 李四');
    expect(await refused('account', 'expire', '张三')).toContain('--at 或 --never');
  });

  it('are disabled, enabled, ended and reset, on record by who did it', async () => {
    await printed('account', 'disable', '张三', '--reason', '调离').catch(() => undefined);
    expect(await printed('account', 'list')).toMatch(/张三\s+停用/);
    expect((await muhub('account', 'enable', '张三', '--reason', '返岗')).status).toBe(0);
    expect((await muhub('account', 'expire', '张三', '--at', '2020-01-01')).status).toBe(0);
    expect(await printed('account', 'list')).toMatch(/张三\s+到期/);
    expect((await muhub('account', 'expire', '张三', '--never')).status).toBe(0);
    expect(await printed('account', 'reset', '张三')).toMatch(/set-password#/);
    const events = await database.db.select().from(auditEvent).orderBy(asc(auditEvent.sequence));
    expect(events.map(({ action }) => action)).toEqual([
      ...['ACCOUNT_INVITED', 'ACCOUNT_DISABLED', 'ACCOUNT_ENABLED', 'ACCOUNT_EXPIRY_SET', 'ACCOUNT_EXPIRY_SET', 'ACCOUNT_RESET'],
    ]);
    expect(events.every(({ actor, department }) => /^cli:/.test(actor) && department === 'county')).toBe(true);
    expect((await muhub('audit', 'verify')).status).toBe(0);
  });
});
