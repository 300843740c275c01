import { Command, CommanderError } from 'commander';
import { SourceUnavailable } from '../db/apart/source-unavailable.js';
import { databaseFailure } from '../db/failure.js';
import { printableLines } from '../handover/printable.js';
import { PolicyRefused } from '../policy/problem.js';
import { accessCommand } from './access.js';
import { accountCommand } from './account.js';
import { auditCommand } from './audit.js';
import { backupCommand } from './backup.js';
import { Call } from './call.js';
import { completionCommand } from './completion.js';
import { doctorCommand } from './doctor.js';
import { leaves, showExamples } from './examples.js';
import { DONE, REFUSED, WRONG_CALL } from './exit.js';
import { isExpected } from './expected.js';
import { gradeCommand } from './grade.js';
import { intakeCommand } from './intake.js';
import { keysCommand } from './keys.js';
import { landCommand } from './land.js';
import { landtaxCommand } from './landtax.js';
import { publishCommand } from './publish.js';
import { restoreCommand } from './restore.js';
import { revokeCommand } from './revoke.js';
import { roundCommand } from './round.js';
import { schemeCommand } from './scheme.js';
import { serveCommand } from './serve.js';
import { sourcesCommand } from './sources.js';
import { startCommand } from './start.js';
import type { Surroundings } from './surroundings.js';
import { tokenCommand } from './token.js';
import { VERSION } from './version.js';

/** Columns of help where it is not a terminal that asks. */
const USUAL_WIDTH = 80;

/**
 * Runs one command, with nothing kept from one call to the next: any number of them may run in one process.
 * @param args what was written after `muhub`
 * @returns the exit status: 0 done, 1 refused with the reason on standard error, 2 wrong call
 */
export async function runCommandLine(args: readonly string[], around: Surroundings): Promise<number> {
  const call = new Call(around);
  const program = commandsOf(call, around);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return call.status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_CALL;
    // A policy's problems stand in lines of their own; every other message is one line, whatever name stands in it.
    for (const line of error instanceof PolicyRefused ? error.message.split('\n') : [messageOf(error)]) call.say(line);
    if (call.isDebugging()) for (const line of ((error as Error).stack ?? String(error)).split('\n')) call.say(line);
    return REFUSED;
  }
}

/** The commands of a call. */
export function commandsOf(call: Call, around: Surroundings): Command {
  const program = new Command('muhub')
    .description('亩均中枢：汇集部门数据，按亩均效益评价企业，并据以施策')
    .version(VERSION, '-V, --version', '显示版本')
    .helpOption('-h, --help', '显示帮助')
    .helpCommand('help [命令]', '显示某个命令的帮助')
    .configureHelp({ styleTitle: (title) => TITLES[title] ?? title })
    .showHelpAfterError('（加 --help 查看用法）')
    .configureOutput({
      writeOut: (text) => around.out.write(printableLines(text)),
      writeErr: (text) => around.err.write(printableLines(text)),
      getOutHelpWidth: () => around.out.columns ?? USUAL_WIDTH,
      getErrHelpWidth: () => around.err.columns ?? USUAL_WIDTH,
    })
    .exitOverride();
  for (const command of [
    startCommand,
    serveCommand,
    intakeCommand,
    gradeCommand,
    publishCommand,
    roundCommand,
    schemeCommand,
    landtaxCommand,
    landCommand,
    auditCommand,
    backupCommand,
    restoreCommand,
    doctorCommand,
    sourcesCommand,
    accessCommand,
    tokenCommand,
    accountCommand,
    keysCommand,
    revokeCommand,
    completionCommand,
  ]) {
    command(program, call);
  }
  for (const each of program.commands) inheritSettings(each, program);
  showExamples(program);
  offerDataDir(program, call);
  return program;
}

/** Every command takes the data folder that it works on; none has it among its own options, which go on record. */
function offerDataDir(program: Command, call: Call): void {
  for (const [, command] of leaves(program)) command.option('--data-dir <folder>', '数据目录（默认 MUHUB_DATA_DIR，未设时为 .data）');
  program.hook('preAction', (_, command) => {
    const { dataDir } = command.opts<{ dataDir?: string }>();
    if (dataDir !== undefined) call.useDataDir(dataDir);
    command.setOptionValue('dataDir', undefined);
  });
}

const TITLES: Record<string, string> = { 'Usage:': '用法：', 'Arguments:': '参数：', 'Options:': '选项：', 'Commands:': '命令：' };

function inheritSettings(command: Command, from: Command): void {
  command.copyInheritedSettings(from).helpOption('-h, --help', '显示帮助');
  for (const each of command.commands) inheritSettings(each, command);
}

/** What the person at the terminal reads: our own words where we know the cause, never SQL or a stack. */
function messageOf(error: unknown): string {
  if (isExpected(error)) return error.message;
  const down = SourceUnavailable.in(error);
  if (down) return `${down.message}（${down.why}）`;
  const known = databaseFailure(error);
  if (known) return known.message;
  return `内部错误（${(error as Error)?.name ?? '未知'}）：请带上命令和时间向维护人员报告；LOG_LEVEL=debug 时会打印出错位置`;
}
