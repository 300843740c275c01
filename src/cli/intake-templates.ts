import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { recordSets } from '../intake/record-sets.js';
import { templateWorkbook } from '../intake/template-workbook.js';
import { xlsxOf } from '../workbook/workbook.js';
import type { Call } from './call.js';
import { Refused } from './exit.js';

/** `muhub intake templates DIR`: the template of every dataset as a workbook. */
export function intakeTemplatesCommand(intake: Command, call: Call): void {
  intake
    .command('templates')
    .description('把每个数据集的报送模板（表头、示例行和说明）写进一个文件夹')
    .argument('<dir>', '文件夹，没有则新建')
    .action(async (dir: string) => {
      const files = [...recordSets.values()].map(({ dataset }) => ({ dataset, file: path.join(dir, `${dataset.id}.xlsx`) }));
      try {
        await mkdir(dir, { recursive: true });
        for (const { dataset, file } of files) await writeFile(file, xlsxOf(templateWorkbook(dataset, new Date())));
      } catch (error) {
        throw new Refused(`无法写入 ${dir}：${(error as NodeJS.ErrnoException).code ?? '未知原因'}`, { cause: error });
      }
      await call.answer(files.map(({ file }) => file).join('\n'));
    });
}
