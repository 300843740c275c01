import { Option, type Command } from 'commander';
import { buildSchema } from 'graphql';
import { sharingCatalogue } from '../access/catalogue.js';
import { accessMatrix, explained, type Asker } from '../access/matrix.js';
import { ACTS, type Act } from '../access/may.js';
import { sharingRegister, type SharingRegister } from '../access/sharing.js';
import { ROLES, VIEWER_DEPARTMENTS } from '../access/viewer.js';
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
  access
    .command('matrix')
    .description('随附授权下各角色可读的字段；部门读本部门的数据不在此列')
    .addOption(formatOption())
    .action(async ({ format }: { format: TableFormat }) => {
      const rows = [...accessMatrix(register())].map(([coordinate, roles]) => [coordinate, ...ROLES.map((role) => (roles.includes(role) ? '可' : ''))]);
      await answer(printed(format, ['坐标', ...ROLES], rows));
      end(DONE);
    });
  access
    .command('explain')
    .description('某角色为何可以或不可以使用某字段（随附授权；在录授权见接口 grants）')
    .requiredOption('--coordinate <field>', '字段坐标，如 Grade.total')
    .addOption(new Option('--role <role>', '角色').choices([...ROLES]).makeOptionMandatory())
    .addOption(new Option('--act <act>', '使用方式').choices([...ACTS]).default('READ'))
    .addOption(new Option('--department <id>', '部门').choices([...VIEWER_DEPARTMENTS]))
    .action(async ({ coordinate, act, ...asker }: Asker & { coordinate: string; act: Act }) => {
      await answer(explained(register(), asker, act, coordinate));
      end(DONE);
    });
}

function register(): SharingRegister {
  return sharingRegister(buildSchema(readSdl().join('\n')));
}
