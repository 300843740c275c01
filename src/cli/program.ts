import { Command, CommanderError } from 'commander';
import { isDebugging } from '../config/log.js';
import { SourceUnavailable } from '../db/apart/source-unavailable.js';
import { databaseFailure } from '../db/failure.js';
import { accessCommand } from './access.js';
import { auditCommand } from './audit.js';
import { DONE, REFUSED, WRONG_CALL } from './exit.js';
import { isExpected } from './expected.js';
import { gradeCommand } from './grade.js';
import { intakeCommand } from './intake.js';
import { keysCommand } from './keys.js';
import { landtaxCommand } from './landtax.js';
import { say } from './output.js';
import { publishCommand } from './publish.js';
import { revokeCommand } from './revoke.js';
import { schemeCommand } from './scheme.js';
import { serveCommand } from './serve.js';
import { sourcesCommand } from './sources.js';
import { startCommand } from './start.js';
import { tokenCommand } from './token.js';

/** Runs one command. @returns the exit status: 0 done, 1 refused with the reason on standard error, 2 wrong call */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  let status = DONE;
  const end = (with_: number) => {
    status = with_;
  };
  const program = new Command('muhub')
    .description('亩均中枢：汇集部门数据，按亩均效益评价企业，并据以施策')
    .helpOption('-h, --help', '显示帮助')
    .helpCommand('help [命令]', '显示某个命令的帮助')
    .configureHelp({ styleTitle: (title) => TITLES[title] ?? title })
    .showHelpAfterError('（加 --help 查看用法）')
    .exitOverride();
  for (const command of [startCommand, serveCommand, intakeCommand, gradeCommand, publishCommand, schemeCommand, landtaxCommand, auditCommand, sourcesCommand, accessCommand, tokenCommand, keysCommand, revokeCommand]) {
    command(program, end);
  }
  for (const each of program.commands) inheritSettings(each, program);
  try {
    await program.parseAsync([...argv]);
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_CALL;
    say(messageOf(error));
    if (isDebugging()) say((error as Error).stack ?? String(error));
    return REFUSED;
  }
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
