import type { Command } from 'commander';
import type { IssueCode } from '../handover/issue.js';
import { printable } from '../handover/printable.js';
import { fileOnDisk } from '../intake/file-on-disk.js';
import { receiveAll, rehearse, type Intake } from '../intake/receive-all.js';
import { issuesOf, reportJson, type IntakeReport } from '../intake/report.js';
import { recordSets } from '../intake/record-sets.js';
import type { Call } from './call.js';
import { declarationsOf, openSchemes, vocabularyWith } from './declarations.js';
import { DONE, REFUSED, Refused } from './exit.js';
import { incomingFiles, type Incoming } from './incoming.js';
import { withSession } from './session.js';

const MESSAGES_SHOWN = 5;

interface Options {
  readonly dataset?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly facts?: string;
}

/** `muhub intake <file or folder>…`: takes handover files in. */
export function intakeCommand(program: Command, call: Call): void {
  program
    .command('intake')
    .description('接收部门移交文件（CSV、XLSX）：企业名录先收，其余按给出的顺序；文件夹按文件名')
    .argument('<paths...>', '文件或文件夹')
    .option('--dataset <name>', `数据集（默认按表头识别）：${[...recordSets.keys()].join('、')}`)
    .option('--dry-run', '只检查，不入库')
    .option('--json', '以 JSON 输出结果（标准输出只有 JSON）')
    .option('--facts <file>', '本县声明的指标和事项（facts.yaml）')
    .action(async (paths: string[], options: Options) => call.end(await intake(call, paths, options)));
}

async function intake(call: Call, paths: readonly string[], options: Options): Promise<number> {
  if (options.dataset && !recordSets.has(options.dataset)) {
    throw new Refused(`没有数据集 ${options.dataset}；有：${[...recordSets.keys()].join('、')}`);
  }
  const files = await incomingFiles(paths);
  const reports = await withSession(call, async ({ config, database, keeping, actor, say }) => {
    const registry = await openSchemes(config.schemesDir);
    const declared = declarationsOf(await vocabularyWith(registry, options.facts, paths));
    const to: Intake = { db: database.db, keeping, declared, limits: config.handoverLimits, actor };
    const load = async ({ path, name }: Incoming) => {
      say(`读取 ${printable(name)}`);
      return { fileName: name, bytes: await fileOnDisk(path), dataset: options.dataset };
    };
    const done = ({ file, status }: IntakeReport) => say(`${STATUS[status]} ${file}`);
    return options.dryRun ? rehearse(to, files, load) : receiveAll(to, files, load, done);
  });
  await call.answer(options.json ? JSON.stringify(reports.map(reportJson), null, 2) : reports.map(readable).join('\n\n'));
  return reports.some(({ status }) => status === 'refused') ? REFUSED : DONE;
}

const STATUS = { accepted: '已接收', refused: '已拒收', already_received: '此前已收' } as const;

function readable(report: IntakeReport): string {
  const { file, dataset, status, rows, accepted, quarantined, skipped, issueCounts } = report;
  const title = dataset ? `（${recordSets.get(dataset)?.dataset.title ?? dataset} ${dataset}）` : '';
  const head = `${STATUS[status]} ${printable(file)}${title}`;
  const counts = status === 'accepted' ? [`  共 ${rows} 行：接收 ${accepted}，隔离 ${quarantined}，跳过 ${skipped}`] : [];
  const lines = Object.entries(issueCounts).flatMap(([code, count]) => {
    const of = issuesOf(report, code as IssueCode);
    const shown = of.slice(0, MESSAGES_SHOWN).map(({ message }) => `      ${printable(message)}`);
    const rest = count > MESSAGES_SHOWN ? [`      … 另有 ${count - MESSAGES_SHOWN} 处`] : [];
    return [`  ${code} × ${count}`, ...shown, ...rest];
  });
  return [head, ...counts, ...lines].join('\n');
}
