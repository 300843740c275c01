import { Option, type Command } from 'commander';
import { CATALOGUE_HEADER, catalogueRow, sharingCatalogue } from '../access/catalogue.js';
import { cataloguePage } from '../access/catalogue-page.js';
import type { AccessBasis } from '../access/decide.js';
import { explainAccess, inWords } from '../access/explain.js';
import { ACTS, isOnRecord, type Act } from '../access/grants.js';
import { accessMatrix, viewerLike, type Asker } from '../access/matrix.js';
import { ROLES, VIEWER_DEPARTMENTS } from '../access/viewer.js';
import type { DepartmentId } from '../grading/fact.js';
import { accessBasis, declaredSchema } from './access-basis.js';
import { checkGrants } from './access-check.js';
import { grantCommands } from './access-grants.js';
import { shownAccess } from './access-show.js';
import { updateCycleOf } from '../intake/update-cycles.js';
import type { Call } from './call.js';
import { DONE, REFUSED } from './exit.js';
import { answerList, formatOption, type ListFormat } from './listing.js';

interface AskerOptions extends Omit<Asker, 'zones' | 'towns'> {
  readonly zone?: readonly string[];
  readonly town?: readonly string[];
  readonly shipped?: boolean;
  readonly sample?: boolean;
}

interface Explain extends AskerOptions {
  readonly coordinate: string;
  readonly act: Act;
  readonly madeOf?: readonly DepartmentId[];
}

/** `muhub access …`: whose each field is, who may read it and why, and the grants that say so. */
export function accessCommand(program: Command, call: Call): void {
  const { answer, end } = call;
  const access = program.command('access').description('共享目录与授权');
  const act = () => new Option('--act <act>', '使用方式').choices([...ACTS]).default('READ');
  const looking = (command: Command) =>
    command
      .addOption(new Option('--shipped', '只看授权文件，不打开数据库'))
      .addOption(new Option('--sample', '按示例模式：示例授权也算在内'));
  const asking = (command: Command) =>
    looking(
      command
        .addOption(new Option('--role <role>', '角色').choices([...ROLES]).makeOptionMandatory())
        .addOption(new Option('--department <id>', '部门').choices([...VIEWER_DEPARTMENTS]))
        .option('--organisation <name>', '单位')
        .option('--zone <code...>', '园区代码')
        .option('--town <code...>', '镇街代码')
        .option('--credit-code <code>', '统一社会信用代码')
        .option('--purpose <text>', '用途')
        .option('--subject <name>', '使用人'),
    );
  access
    .command('catalogue')
    .description('政务数据共享目录：每个字段归谁、是哪种值、如何共享、会透露什么、依据何在')
    .addOption(formatOption('html'))
    .action(async ({ format }: { format: ListFormat | 'html' }) => {
      const entries = sharingCatalogue(declaredSchema(), updateCycleOf);
      const listing = { title: '政务数据共享目录', header: CATALOGUE_HEADER, rows: entries.map(catalogueRow), json: entries };
      if (format === 'html') await answer(cataloguePage(entries).trimEnd());
      else await answerList(call, format, listing);
      end(DONE);
    });
  looking(
    access
      .command('matrix')
      .description('各角色可用的字段：“可”为无条件共享或授权文件已给，“#编号”为在录授权（各有其条件）；部门用本部门的数据不在此列'),
  )
    .addOption(act())
    .addOption(formatOption())
    .action(async (options: { format: ListFormat; act: Act; shipped?: boolean; sample?: boolean }) => {
      const { register, grants, today } = await accessBasis(call, 'access matrix', options);
      const sides = { files: grants.filter((grant) => !isOnRecord(grant)), onRecord: grants.filter(isOnRecord) };
      const matrix = accessMatrix(register, sides, options.act, today);
      const rows = matrix.map(({ coordinate, cells }) => [
        coordinate,
        ...cells.map((cell) => [...(cell.shipped ? ['可'] : []), ...cell.onRecord.map((id) => `#${id}`)].join(' ')),
      ]);
      await answerList(call, options.format, { title: '各角色可用的字段', header: ['坐标', ...ROLES], rows, json: matrix });
      end(DONE);
    });
  asking(access.command('explain').description('某人为何可以或不可以使用某字段：逐条列出声明和各项授权，连同文件和条款'))
    .requiredOption('--coordinate <field>', '字段坐标，如 Grade.total')
    .addOption(act())
    .addOption(new Option('--made-of <id...>', '该值由哪些部门的数据得出').choices([...VIEWER_DEPARTMENTS]))
    .action(async ({ coordinate, act: wanted, madeOf, ...options }: Explain) => {
      const basis = await accessBasis(call, 'access explain', options);
      const explanation = explainAccess(basis, { viewer: viewerOf(options), act: wanted, coordinate, madeOf });
      const steps = explanation.steps.map(({ rule, holds, why }) => `  ${holds ? '✓' : '✗'} ${rule}：${why}`);
      await answer([inWords(explanation), ...steps].join('\n'));
      end(DONE);
    });
  asking(access.command('show').description('某人能看到什么：逐类型列出给出的、只给部分企业的和不给的字段，及其缘由'))
    .addOption(act())
    .addOption(formatOption())
    .action(async ({ act: wanted, format, ...options }: AskerOptions & { act: Act; format: ListFormat }) => {
      const basis: AccessBasis = await accessBasis(call, 'access show', options);
      const rows = shownAccess(basis, viewerOf(options), wanted);
      const json = rows.map(([coordinate, given, lacks, why]) => ({ coordinate, given, lacks, why }));
      await answerList(call, format, { title: '可见的字段', header: ['坐标', '给否', '缺', '缘由'], rows, json });
      end(DONE);
    });
  access
    .command('check [file...]')
    .description('检查授权文件（缺省为授权目录中的全部），指出行和列')
    .action(async (files: readonly string[]) => end((await checkGrants(call, files)) ? DONE : REFUSED));
  grantCommands(access, call);
}

function viewerOf({ role, zone, town, department, creditCode, organisation, purpose, subject }: AskerOptions) {
  return viewerLike({
    ...{ role, zones: zone ?? [], towns: town ?? [] },
    ...(department && { department }),
    ...(creditCode && { creditCode }),
    ...(organisation && { organisation }),
    ...(purpose && { purpose }),
    ...(subject && { subject }),
  });
}
