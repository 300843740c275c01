import type { Command } from 'commander';
import { buildSchema } from 'graphql';
import { sharingCatalogue } from '../access/catalogue.js';
import { readSdl } from '../graphql/sdl.js';
import { DONE } from './exit.js';
import { answer } from './output.js';
import { formatOption, printed, type TableFormat } from './table-format.js';

/** `muhub access …`: whose each field is, and who may read it. */
export function accessCommand(program: Command, end: (status: number) => void): void {
  const access = program.command('access').description('共享目录与授权');
  access
    .command('catalogue')
    .description('政务数据共享目录：每个字段归谁、如何共享、依据何在')
    .addOption(formatOption())
    .action(async ({ format }: { format: TableFormat }) => {
      const entries = sharingCatalogue(buildSchema(readSdl().join('\n')));
      const rows = entries.map((each) => [each.coordinate, each.description ?? '', each.department, each.class, each.secrecy, each.updateCycle, each.ground]);
      await answer(printed(format, ['坐标', '说明', '归属部门', '共享类型', '保密约束', '更新周期', '依据'], rows));
      end(DONE);
    });
}
