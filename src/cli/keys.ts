import type { Command } from 'commander';
import { openDataDir } from '../db/data-dir.js';
import { onDisk } from '../db/failure.js';
import { HubKeys, openTokenKey, retireTokenKey, rotateTokenKey } from '../http/tokens/hub-keys.js';
import type { Call } from './call.js';
import { DONE, Refused } from './exit.js';

/** `muhub keys`: the keys that the hub's own tokens are signed with. A running hub follows within a second. */
export function keysCommand(program: Command, { config, answer, say, end }: Call): void {
  const keys = program.command('keys').description('签发令牌的密钥：查看、轮换、停用');

  const opened = async (): Promise<string> => {
    const { dataDir } = config();
    await openDataDir(dataDir);
    await onDisk(`使用数据目录 ${dataDir}`, () => openTokenKey(dataDir));
    return dataDir;
  };

  keys
    .command('list')
    .description('列出密钥编号：第一个用于签发，其余只用于核对先前签发的令牌')
    .action(async () => {
      const listed = await new HubKeys(await opened(), say).keys();
      await answer(listed.map(({ kid }, place) => `${kid}  ${place === 0 ? '签发' : '核对'}`).join('\n'));
      end(DONE);
    });

  keys
    .command('rotate')
    .description('换用新的密钥签发；先前的令牌到期前仍然有效')
    .action(async () => {
      const dataDir = await opened();
      const { now, before } = await onDisk(`更换 ${dataDir} 中的密钥`, () => rotateTokenKey(dataDir));
      await answer(now.kid);
      say(`已换用新的密钥；先前的令牌仍然有效，待其到期后（或密钥泄露时立即）执行：npx muhub keys retire ${before.kid}`);
      end(DONE);
    });

  keys
    .command('retire <kid>')
    .description('停用一把先前的密钥：用它签发的令牌立即失效')
    .action(async (kid: string) => {
      const dataDir = await opened();
      const done = await onDisk(`停用 ${dataDir} 中的密钥`, () => retireTokenKey(dataDir, kid));
      if (!done) throw new Refused(`没有编号为 ${kid} 的先前密钥：请用 npx muhub keys list 查看；正在使用的密钥须先轮换`);
      say('已停用；用它签发的令牌在一秒内失效');
      end(DONE);
    });
}
