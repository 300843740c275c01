import path from 'node:path';
import type { Command } from 'commander';
import { recordAct } from '../audit/act.js';
import { takeBackup, type Taken } from '../backup/take.js';
import { departments } from '../departments/index.js';
import type { Call } from './call.js';
import { DONE } from './exit.js';
import { withSession } from './session.js';
import { VERSION } from './version.js';

interface Options {
  readonly keys: boolean;
  readonly json?: boolean;
}

/** `muhub backup`: everything that the hub holds, as it was at one moment, in one file. */
export function backupCommand(program: Command, call: Call): void {
  program
    .command('backup')
    .argument('<file>', '备份写到哪个文件（须尚不存在）')
    .description('把中枢的全部数据备份到一个文件：所有表（同一时刻）、证明材料、密钥、政策文件；中枢可照常运行')
    .option('--no-keys', '不含密钥（另行保管）')
    .option('--json', '以 JSON 输出')
    .action(async (given: string, { keys, json }: Options) => {
      const file = path.resolve(given);
      const taken = await withSession(call, async (session) => {
        const { database, config, actor } = session;
        const digestKey = await session.digestKey();
        const act = {
          actor,
          action: 'BACKED_UP',
          departments: [...ALL],
          creditCodes: [],
          detail: { file: path.basename(file), keys },
        } as const;
        // On record before it begins, so that the record is in the backup.
        await database.db.transaction((tx) => recordAct(tx, act, digestKey));
        const onTable = (name: string, done: number, of: number) => call.progress.show(`备份 ${name}`, done, of);
        return takeBackup({ config, url: database.url, file, keys, version: VERSION, onTable });
      });
      for (const { what, why } of taken.manifest.leftOut) call.say(`不在备份内：${what}（${why}）`);
      for (const name of taken.unknown) call.say(`注意：数据目录中的 ${name} 不是中枢所知的，没有备份`);
      await call.answer(json ? JSON.stringify({ file, bytes: taken.bytes, ...taken.manifest }, null, 2) : words(file, taken));
      call.end(DONE);
    });
}

/** Whose data is in a backup: everybody's. */
export const ALL = [...Object.values(departments).map(({ id }) => id), 'register', 'county'] as const;

function words(file: string, { bytes, manifest: { tables, files, dataVersion, hasKeys, takenAt } }: Taken): string {
  const rows = tables.reduce((sum, each) => sum + each.rows, 0);
  return `已备份到 ${file}（${(bytes / 1024 / 1024).toFixed(1)} MB）：${takenAt} 时的 ${tables.length} 张表 ${rows} 行（数据版本 ${dataVersion}），文件 ${files.length} 个，${hasKeys ? '含密钥，请按密级保管' : '不含密钥'}`;
}
