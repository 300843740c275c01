import { Option, type Command } from 'commander';
import { buildSchema } from 'graphql';
import { CATALOGUE_HEADER, catalogueRow, sharingCatalogue } from '../access/catalogue.js';
import { cataloguePage } from '../access/catalogue-page.js';
import { explainAccess, inWords } from '../access/explain.js';
import { SAMPLE_GRANTS, type Grant } from '../access/grants.js';
import { accessMatrix, viewerLike, type Asker } from '../access/matrix.js';
import { ACTS, type Act } from '../access/may.js';
import { sharingRegister, type SharingRegister } from '../access/sharing.js';
import { ROLES, VIEWER_DEPARTMENTS } from '../access/viewer.js';
import type { DepartmentId } from '../grading/fact.js';
import { GrantBook } from '../grants/grant-book.js';
import { countyDay } from '../graphql/context.js';
import { readSdl } from '../graphql/sdl.js';
import type { Call } from './call.js';
import { DONE } from './exit.js';
import { withReading } from './reading.js';
import { formatOption, printed, type TableFormat } from './table-format.js';
import { GRANTS, readOf } from './touched.js';

interface Explain extends Omit<Asker, 'zones'> {
  readonly coordinate: string;
  readonly act: Act;
  readonly zone?: readonly string[];
  readonly madeOf?: readonly DepartmentId[];
  readonly shipped?: boolean;
}

/** Which grants are looked at, and what for. */
interface Looked {
  readonly command: string;
  readonly shipped?: boolean | undefined;
}

/** `muhub access …`: whose each field is, and who may read it. */
export function accessCommand(program: Command, call: Call): void {
  const { answer, end } = call;
  const access = program.command('access').description('共享目录与授权');
  const act = () => new Option('--act <act>', '使用方式').choices([...ACTS]).default('READ');
  const shipped = () => new Option('--shipped', '只看随附授权，不打开数据库');
  access
    .command('catalogue')
    .description('政务数据共享目录：每个字段归谁、如何共享、依据何在')
    .addOption(formatOption().choices(['table', 'csv', 'html']))
    .action(async ({ format }: { format: TableFormat | 'html' }) => {
      const entries = sharingCatalogue(buildSchema(readSdl().join('\n')));
      await answer(format === 'html' ? cataloguePage(entries).trimEnd() : printed(format, CATALOGUE_HEADER, entries.map(catalogueRow)));
      end(DONE);
    });
  access
    .command('matrix')
    .description('各角色可用的字段：“可”为随附授权，“#编号”为在录授权（各有其条件）；部门用本部门的数据不在此列')
    .addOption(act())
    .addOption(shipped())
    .addOption(formatOption())
    .action(async (options: { format: TableFormat; act: Act; shipped?: boolean }) => {
      const grants = await onRecord(call, { command: 'access matrix', ...options });
      const rows = accessMatrix(register(), grants, options.act, countyDay(new Date())).map(({ coordinate, cells }) => [
        coordinate,
        ...cells.map((cell) => [...(cell.shipped ? ['可'] : []), ...cell.onRecord.map((id) => `#${id}`)].join(' ')),
      ]);
      await answer(printed(options.format, ['坐标', ...ROLES], rows));
      end(DONE);
    });
  access
    .command('explain')
    .description('某人为何可以或不可以使用某字段：逐条列出声明、随附授权和在录授权')
    .requiredOption('--coordinate <field>', '字段坐标，如 Grade.total')
    .addOption(new Option('--role <role>', '角色').choices([...ROLES]).makeOptionMandatory())
    .addOption(act())
    .addOption(new Option('--department <id>', '部门').choices([...VIEWER_DEPARTMENTS]))
    .option('--organisation <name>', '单位')
    .option('--zone <code...>', '园区代码')
    .option('--purpose <text>', '用途')
    .option('--subject <name>', '使用人')
    .addOption(new Option('--made-of <id...>', '该值由哪些部门的数据得出').choices([...VIEWER_DEPARTMENTS]))
    .addOption(shipped())
    .action(async ({ coordinate, act: wanted, zone, madeOf, shipped: only, ...asker }: Explain) => {
      const asking = { viewer: viewerLike({ ...asker, zones: zone ?? [] }), act: wanted, today: countyDay(new Date()) };
      const grants = [...SAMPLE_GRANTS, ...(await onRecord(call, { command: 'access explain', shipped: only }))];
      const explanation = explainAccess(register(), grants, asking, coordinate, madeOf);
      const steps = explanation.steps.map(({ rule, holds, why }) => `  ${holds ? '✓' : '✗'} ${rule}：${why}`);
      await answer([inWords(explanation), ...steps].join('\n'));
      end(DONE);
    });
}

async function onRecord(call: Call, { command, shipped }: Looked): Promise<readonly Grant[]> {
  if (shipped) return [];
  return withReading(call, { command }, async ({ database }, trace) => {
    readOf(trace, ['county'], { coordinates: GRANTS, creditCodes: [] });
    return (await new GrantBook(database.db).standing()).grants;
  });
}

function register(): SharingRegister {
  return sharingRegister(buildSchema(readSdl().join('\n')));
}
