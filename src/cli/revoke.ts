import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { stringify } from 'yaml';
import { openDataDir } from '../db/data-dir.js';
import { onDisk } from '../db/failure.js';
import { leaveToOwner } from '../db/ownership.js';
import { revokeEverywhere } from '../http/tokens/revocation-list.js';
import { revocationsOf, revokedBy } from '../http/tokens/revocations.js';
import type { Call } from './call.js';
import { DONE, Refused } from './exit.js';
import { momentOf } from './moment.js';
import { withSession } from './session.js';

interface Options {
  readonly jti?: string;
  readonly subject?: string;
  readonly issuedBefore?: string;
  readonly reason?: string;
}

/** `muhub revoke`: adds to the list of revoked tokens. A running hub follows within a second. */
export function revokeCommand(program: Command, call: Call): void {
  const { config, say, end } = call;
  program
    .command('revoke')
    .description('撤销令牌：按编号、按使用人，或某一时刻之前签发的全部')
    .option('--jti <id>', '令牌编号（签发时打印，或令牌内容中的 jti）')
    .option('--subject <name>', '使用人的全部令牌')
    .option('--issued-before <moment>', '只撤销此前签发的，如 2026-11-22T08:00:00+08:00；不给 --subject 则不分使用人')
    .option('--reason <text>', '原因，记入名单')
    .action(async (options: Options) => {
      const entry = entryOf(options);
      const { dataDir, tokens, databaseUrl } = config();
      await openDataDir(dataDir);
      await onDisk(`写入撤销名单 ${tokens.revoked}`, () => append(tokens.revoked, stringify([entry]), dataDir));
      if (databaseUrl !== undefined)
        await withSession(call, ({ database, actor }) =>
          revokeEverywhere(database.db, actor, { ...revocationsOf(stringify([entry]))[0], reason: options.reason }),
        );
      say(`已记入撤销名单 ${tokens.revoked}；运行中的中枢${databaseUrl === undefined ? '' : '（共用该库的每一个）'}一秒内生效`);
      end(DONE);
    });
}

function entryOf({ jti, subject, issuedBefore, reason }: Options): object {
  if (jti !== undefined ? subject !== undefined || issuedBefore !== undefined : subject === undefined && issuedBefore === undefined) {
    throw new Refused('请给出 --jti，或给出 --subject、--issued-before（可同时给出）');
  }
  if (issuedBefore === undefined) return { jti, subject, reason };
  const moment = momentOf(issuedBefore, 'start');
  if (!moment) throw new Refused(`--issued-before ${issuedBefore} 不是时刻，应形如 2026-11-22T08:00:00+08:00`);
  return { subject, issuedBefore: moment.toISOString(), reason };
}

/** What cannot be read is not added to: a broken list must be mended first, or nobody could tell what it says. */
async function append(file: string, entry: string, dataDir: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await leaveToOwner(path.dirname(file));
  const before = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const added = before === '' || before.endsWith('\n') ? entry : `\n${entry}`;
  try {
    revokedBy(before + added);
  } catch {
    throw new Refused(`撤销名单 ${file} 内容有误，没有改动：请先更正，每项应是 jti、subject（可加 issuedBefore）或 issuedBefore`);
  }
  if (before === '') await writeFile(file, '', { mode: 0o600, flag: 'a' });
  // Wherever the list lies: a hub that cannot read it lets nobody in.
  await leaveToOwner(file, dataDir);
  await appendFile(file, added);
}
