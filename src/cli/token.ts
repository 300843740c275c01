import { decodeJwt } from 'jose';
import type { Command } from 'commander';
import { openDataDir } from '../db/data-dir.js';
import { onDisk } from '../db/failure.js';
import { openTokenKey } from '../http/tokens/hub-keys.js';
import { isTooLong } from '../http/tokens/lifetime.js';
import { signToken } from '../http/tokens/sign.js';
import { withClaims, type ClaimOptions } from './account-claims.js';
import type { Call } from './call.js';
import { DONE, Refused } from './exit.js';
import { momentOf } from './moment.js';

interface Options extends ClaimOptions {
  readonly subject: string;
  readonly lifetime: string;
  readonly expires?: string;
  readonly adhoc?: boolean;
  readonly introspect?: boolean;
}

/** `muhub token`: a signed token for trying things out. */
export function tokenCommand(program: Command, { config, answer, say, end }: Call): void {
  withClaims(program.command('token').description('签发一个试用令牌'))
    .option('--subject <name>', '使用人', 'trial')
    .option('--lifetime <time>', '有效期，如 8h、30d', '24h')
    .option('--expires <moment>', '到期时刻，如 2026-12-31T18:00:00+08:00；与 --lifetime 二者取其一，以此为准')
    .option('--adhoc', '可自写查询')
    .option('--introspect', '可查询接口结构')
    .action(async (options: Options) => {
      const { zone, town, lifetime, expires, ...claims } = options;
      const { dataDir, tokens } = config();
      const until = expires === undefined ? lifetime : expiryOf(expires);
      await openDataDir(dataDir);
      const key = await onDisk(`使用数据目录 ${dataDir}`, () => openTokenKey(dataDir));
      const token = await signToken(key, { ...claims, zones: zone, towns: town }, until, tokens.audience).catch((error: unknown) => {
        if (error instanceof RangeError || error instanceof TypeError) throw new Refused(`不能签发：${error.message}`);
        throw error;
      });
      const said = decodeJwt(token);
      if (isTooLong(said, tokens.mostDays))
        throw new Refused(`不能签发：有效期超过 ${tokens.mostDays} 天，令牌不会被接受；请缩短，或由管理员设置 MUHUB_TOKEN_MOST_DAYS`);
      await answer(token);
      const { jti, exp } = said;
      say(`令牌编号 ${jti}，${new Date(exp! * 1000).toISOString()} 到期；撤销：npx muhub revoke --jti ${jti}`);
      end(DONE);
    });
}

function expiryOf(text: string): Date {
  const moment = momentOf(text, 'end');
  if (!moment) throw new Refused(`不能签发：--expires ${text} 不是时刻，应形如 2026-12-31T18:00:00+08:00`);
  if (moment.getTime() <= Date.now()) throw new Refused(`不能签发：--expires ${text} 已经过去`);
  return moment;
}
