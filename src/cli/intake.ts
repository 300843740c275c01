import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Db } from '../db/db.js';
import type { IssueCode } from '../handover/issue.js';
import { printable } from '../handover/printable.js';
import { watchedBytes } from '../handover/watched-bytes.js';
import { readAliasFiles } from '../intake/alias-files.js';
import { fileOnDisk } from '../intake/file-on-disk.js';
import { quarantineReport } from '../intake/quarantine-report.js';
import { receiveAll, rehearse, type Intake } from '../intake/receive-all.js';
import { asRehearsed, issuesOf, reportJson, type IntakeReport } from '../intake/report.js';
import { recordSets } from '../intake/record-sets.js';
import { outlineSystem, wholeYear } from './arguments.js';
import { PolicyRefused } from '../policy/problem.js';
import type { Call } from './call.js';
import { declarationsOf, openDeclarations, vocabularyWith } from './declarations.js';
import { DONE, REFUSED, Refused } from './exit.js';
import { incomingFiles, type Incoming } from './incoming.js';
import { holdsSample } from './sample-county.js';
import { intakeRetractCommand } from './intake-retract.js';
import { intakeTemplatesCommand } from './intake-templates.js';
import { withSession } from './session.js';

const MESSAGES_SHOWN = 5;
/** A smaller file is read before anybody would look at a bar. */
const LONG_BYTES = 4 * 1024 * 1024;

interface Options {
  readonly dataset?: string;
  readonly year?: number;
  readonly crs?: string;
  readonly dryRun?: boolean;
  readonly report?: string;
  readonly json?: boolean;
  readonly facts?: string;
  readonly county?: string;
}

/** `muhub intake <file or folder>…`: takes handover files in. */
export function intakeCommand(program: Command, call: Call): void {
  const command = program
    .command('intake')
    .description('接收部门移交文件（CSV、XLSX）：企业名录先收，其余按给出的顺序；文件夹按文件名')
    .argument('<paths...>', '文件或文件夹')
    .option('--dataset <name>', `数据集（默认按表头识别）：${[...recordSets.keys()].join('、')}`)
    .option('--year <year>', '年度：表中没有年度列时以此为准；有年度列时其他年度的行视为有误', wholeYear)
    .option('--crs <name>', '宗地界线的坐标系，如 EPSG:4490：文件没有写明时以此为准', outlineSystem)
    .option('--dry-run', '只检查，不入库')
    .option('--report <file.xlsx>', '把隔离行写成工作簿：更正标出的格后可原样报送；警告和拒收的原因另列')
    .option('--json', '以 JSON 输出结果（标准输出只有 JSON）')
    .option('--facts <file>', '本县声明的指标和事项（facts.yaml）')
    .option('--county <name>', '为哪个县（区）接收，按其列名叫法识别表头（默认 MUHUB_COUNTY）')
    .action(async (paths: string[], options: Options) => call.end(await intake(call, paths, options)));
  intakeRetractCommand(command, call);
  intakeTemplatesCommand(command, call);
}

async function intake(call: Call, paths: readonly string[], options: Options): Promise<number> {
  if (options.dataset && !recordSets.has(options.dataset)) {
    throw new Refused(`没有数据集 ${options.dataset}；有：${[...recordSets.keys()].join('、')}`);
  }
  const files = await incomingFiles(paths);
  const reports = await withSession(call, async ({ config, database, keeping, actor, say }) => {
    const registry = await openDeclarations(config.schemesDir);
    const { aliases, problems } = readAliasFiles(config.handoverDir, options.county ?? config.county);
    if (problems.length > 0) throw new PolicyRefused(problems);
    const declared = { ...declarationsOf(await vocabularyWith(registry, options.facts, paths)), aliases };
    const to: Intake = { db: database.db, keeping, declared, limits: config.handoverLimits, actor };
    const load = async ({ path, name }: Incoming) => {
      say(`读取 ${printable(name)}`);
      const bytes = await fileOnDisk(path);
      const isLong = bytes.size >= LONG_BYTES && !options.json && call.progress.isSeen;
      const shown = isLong ? watchedBytes(bytes, (upTo, size) => call.progress.show(`读取 ${name}`, upTo, size)) : bytes;
      return { fileName: name, bytes: shown, dataset: options.dataset, year: options.year, crs: options.crs };
    };
    if (!options.dryRun && (await holdsSample(database.db))) say(BESIDE_SAMPLE);
    const done = ({ file, status }: IntakeReport) => say(`${STATUS[status]} ${file}`);
    const write = (db: Db, made: readonly IntakeReport[]) => writeReport(options.report, db, made);
    if (options.dryRun) return rehearse(to, files, load, write);
    const made = await receiveAll(to, files, load, done);
    await write(database.db, made);
    return made;
  });
  const { json, dryRun = false } = options;
  const objects = reports.map((report) => ({ ...reportJson(report), ...(dryRun && { dryRun }) }));
  await call.answer(json ? JSON.stringify(objects, null, 2) : reports.map((report) => readable(report, dryRun)).join('\n\n'));
  return reports.some(({ status }) => status === 'refused') ? REFUSED : DONE;
}

const BESIDE_SAMPLE =
  '注意：这里是示例县的数据目录，示例县仍在，收取的文件与它放在一起；自己的数据请另用目录，如 --data-dir 我县；回到示例：npm start（不带 --data-dir）';

/** @throws Refused where it cannot be written */
async function writeReport(file: string | undefined, db: Db, reports: readonly IntakeReport[]): Promise<void> {
  if (file === undefined) return;
  const workbook = await quarantineReport(db, reports, new Date());
  await writeFile(file, workbook).catch((error: NodeJS.ErrnoException) => {
    throw new Refused(`无法写入 ${file}：${error.code ?? error.message}`, { cause: error });
  });
}

const STATUS = { accepted: '已接收', refused: '已拒收', already_received: '此前已收' } as const;
/** What a rehearsal says of what would be taken: nothing was. */
const WOULD_BE = { ...STATUS, accepted: '可接收' } as const;

function readable(report: IntakeReport, dryRun: boolean): string {
  const { file, dataset, handoverId, status, rows, accepted, quarantined, skipped, issueCounts } = report;
  const title = dataset ? `（${recordSets.get(dataset)?.dataset.title ?? dataset} ${dataset}）` : '';
  const head = `${(dryRun ? WOULD_BE : STATUS)[status]} ${printable(file)}${title}`;
  const said = (message: string) => printable(dryRun ? asRehearsed(message) : message);
  const counts =
    status === 'accepted'
      ? [
          `  ${handoverId === undefined || dryRun ? '' : `报送编号 ${handoverId}；`}共 ${rows} 行：接收 ${accepted}，隔离 ${quarantined}，跳过 ${skipped}`,
        ]
      : [];
  const lines = Object.entries(issueCounts).flatMap(([code, count]) => {
    const of = issuesOf(report, code as IssueCode);
    const shown = of.slice(0, MESSAGES_SHOWN).map(({ message }) => `      ${said(message)}`);
    const rest = count > MESSAGES_SHOWN ? [`      … 另有 ${count - MESSAGES_SHOWN} 处`] : [];
    return [`  ${code} × ${count}`, ...shown, ...rest];
  });
  return [head, ...counts, ...lines].join('\n');
}
