import { InvalidArgumentError, type Command } from 'commander';
import type { AccountState } from '../accounts/account.js';
import { accounts, disable, enable, expire, invite, reset, type By, type ListedAccount } from '../accounts/administration.js';
import { withClaims, type ClaimOptions } from './account-claims.js';
import { LINK_HOURS, linkOf } from './account-link.js';
import { moment } from './arguments.js';
import type { Call } from './call.js';
import { DONE, Refused } from './exit.js';
import { answerList, formatOption, type ListFormat, type Listing } from './listing.js';
import { withSession, type Session } from './session.js';

interface InviteOptions extends ClaimOptions {
  readonly name: string;
  readonly subject?: string;
  readonly expires?: Date;
  readonly linkHours: number;
}

const HOUR_MS = 3_600_000;

/** `muhub account`: who signs in by a password, where the county has no identity provider. Everything is on record. */
export function accountCommand(program: Command, call: Call): void {
  const account = program.command('account').description('以口令登录的账户：邀请、列出、停用、恢复、到期、重设');
  const { config, answer, say, end } = call;
  const by = ({ actor }: Session): By => ({ actor, now: new Date() });

  /** Gives a link out: to standard output, for whoever hands it on. */
  const handOut = async (secret: string, until: Date) => {
    const settings = config();
    await answer(linkOf(settings, secret));
    say(`请把链接交给本人，用它设置口令；只能用一次，${until.toISOString()} 前有效`);
    if (settings.publicUrl === undefined) say('注意：未设 MUHUB_PUBLIC_URL，链接是本机的地址；本人从别处打开的，请换成网页的地址');
    end(DONE);
  };

  withClaims(account.command('invite').description('建立一个账户，打印设置口令的链接'))
    .requiredOption('--name <name>', '账户名，登录时填写')
    .option('--subject <name>', '使用人，随每次读取留痕（默认同账户名）')
    .option('--expires <moment>', '账户的到期时刻，如 2026-12-31', moment)
    .option('--link-hours <hours>', '链接几小时内有效', hours, LINK_HOURS)
    .action(async (options: InviteOptions) => {
      const { name, subject = name, expires, linkHours, zone, town, role, creditCode, department, organisation, purpose } = options;
      const claims = { ...{ subject, role, zones: zone, towns: town, creditCode, department, organisation, purpose } };
      const until = after(linkHours);
      const secret = await withSession(call, (session) =>
        invite(session.database.db, { ...by(session), name, claims, until, expires: future(expires) }),
      );
      await handOut(secret, until);
    });
  account
    .command('list')
    .description('列出账户')
    .addOption(formatOption())
    .action(async ({ format }: { readonly format: ListFormat }) => {
      await answerList(call, format, listing(await withSession(call, ({ database }) => accounts(database.db, new Date()))));
      end(DONE);
    });
  account
    .command('disable <name>')
    .description('停用账户：不能再登录，已登录的立即结束')
    .requiredOption('--reason <text>', '原因，留痕')
    .action(async (name: string, { reason }: { readonly reason: string }) => {
      await withSession(call, (session) => disable(session.database.db, name, { ...by(session), reason }));
      say(`已停用 ${name}；其登录已结束`);
      end(DONE);
    });
  account
    .command('enable <name>')
    .description('恢复账户：解除停用和锁定')
    .requiredOption('--reason <text>', '原因，留痕')
    .action(async (name: string, { reason }: { readonly reason: string }) => {
      await withSession(call, (session) => enable(session.database.db, name, { ...by(session), reason }));
      say(`已恢复 ${name}`);
      end(DONE);
    });
  account
    .command('expire <name>')
    .description('改定账户的到期时刻；到时不能再登录，已登录的结束')
    .option('--at <moment>', '到期时刻，如 2026-12-31；可以是过去', moment)
    .option('--never', '不自动到期')
    .action(async (name: string, { at, never }: { readonly at?: Date; readonly never?: boolean }) => {
      if ((at === undefined) === (never === undefined)) throw new Refused('请给出 --at 或 --never，二者取其一');
      await withSession(call, (session) => expire(session.database.db, name, { ...by(session), at: at ?? null }));
      say(at ? `${name} 到 ${at.toISOString()} 为止` : `${name} 不自动到期`);
      end(DONE);
    });
  account
    .command('reset <name>')
    .description('收回账户的口令和两步验证，打印新的设置链接；已登录的立即结束')
    .option('--link-hours <hours>', '链接几小时内有效', hours, LINK_HOURS)
    .action(async (name: string, { linkHours }: { readonly linkHours: number }) => {
      const until = after(linkHours);
      await handOut(await withSession(call, (session) => reset(session.database.db, name, { ...by(session), until })), until);
    });
}

function hours(value: string): number {
  if (!/^[1-9]\d{0,2}$/.test(value) || Number(value) > 720) throw new InvalidArgumentError('应为 1 到 720 之间的整数。');
  return Number(value);
}

function after(hoursFromNow: number): Date {
  return new Date(Date.now() + hoursFromNow * HOUR_MS);
}

function future(expires: Date | undefined): Date | undefined {
  if (expires && expires <= new Date()) throw new Refused(`不能建立账户：--expires ${expires.toISOString()} 已经过去`);
  return expires;
}

const STATES: Record<AccountState, string> = {
  ACTIVE: '可登录',
  INVITED: '待设口令',
  NO_PASSWORD: '链接已过期',
  LOCKED: '锁定',
  DISABLED: '停用',
  EXPIRED: '到期',
};
const HEADER = ['账户', '状态', '角色', '使用人', '范围', '用途', '两步验证', '到期', '邀请人', '邀请时间'];

function listing(all: readonly ListedAccount[]): Listing {
  const rows = all.map(({ name, claims, state, hasSecondFactor, expires, invitedBy, invitedAt }) => {
    const { role, subject, zones = [], towns = [], department, creditCode, organisation, purpose } = claims;
    const within = [...zones, ...towns, department, creditCode, organisation].filter((each) => each !== undefined);
    return [
      ...[name, STATES[state], role, subject, within.join('、'), purpose ?? '', hasSecondFactor ? '有' : '无'],
      ...[expires?.toISOString() ?? '', invitedBy, invitedAt.toISOString()],
    ];
  });
  return { title: '账户', header: HEADER, rows, json: all };
}
