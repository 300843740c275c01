import { mkdir } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Option, type Command } from 'commander';
import { countyDay } from '../policy/day.js';
import { eventWords } from '../round/event-words.js';
import { LIST_COLUMNS } from '../round/notice-list.js';
import type { RoundNow } from '../round/on-round.js';
import type { RoundPlan } from '../round/open.js';
import { PHASE_TITLES, PHASES_WITH_DEADLINE, ROUND_PHASES, type RoundPhase, type SilenceRule } from '../round/phase.js';
import type { Actor } from '../round/round.js';
import { xlsxOf } from '../workbook/workbook.js';
import { day, oneOf, roundNumber, wholeNumber, wholeYear } from './arguments.js';
import type { Call } from './call.js';
import { Refused } from './exit.js';
import { findScheme } from './found-scheme.js';
import { answerList, formatOption, type ListFormat } from './listing.js';
import { PURPOSE_OPTION, withReading } from './reading.js';
import { archiveCommand, verifyCommand } from './round-archive.js';
import { inRound, openRoundDesk } from './round-desk.js';
import { roundNoticePage } from './round-notice-page.js';
import { sheetsCommand } from './round-sheets.js';
import { takeCommand } from './round-take.js';
import { withSession, type Session } from './session.js';
import { readOf } from './touched.js';

interface OpenOptions {
  readonly scheme: string;
  readonly year: number;
  readonly group?: readonly string[];
  readonly document: string;
  readonly deadline?: readonly RoundPlan['deadlines'][number][];
  readonly silence: SilenceRule;
  readonly noticeWorkdays: number;
  readonly approvalFirst?: boolean;
  readonly trial?: boolean;
}

interface AdvanceOptions {
  readonly round: number;
  readonly to: RoundPhase;
  readonly document?: string;
  readonly reason?: string;
  readonly role: string;
}

interface LookOptions {
  readonly round?: number;
  readonly from?: RoundPhase;
  readonly out?: string;
  readonly format: ListFormat;
  readonly json?: boolean;
  readonly purpose?: string;
}

const COORDINATES = ['Query.rounds', 'RoundEvent.what', 'NoticeList.csv', 'RoundChange.after'];

/** `muhub round`: the yearly evaluation from plan to publication. */
export function roundCommand(program: Command, call: Call): void {
  const round = program.command('round').description('年度评价轮次：从方案到归档');
  round
    .command('open')
    .description('开启一个轮次，办法文本自此冻结')
    .requiredOption('--scheme <id or file>', '办法的 id 或文件')
    .requiredOption('--year <year>', '评价年度', wholeYear)
    .requiredOption('--document <number>', '方案文号')
    .option('--group <id...>', '只评这些分组')
    .option('--deadline <phase=day...>', `各阶段的期限，如 CONFIRMING=2026-07-10；可设 ${PHASES_WITH_DEADLINE.join('、')}`, deadlines)
    .addOption(new Option('--silence <rule>', '逾期未答：视为确认或暂缓').choices(['CONFIRMED', 'HELD']).default('CONFIRMED'))
    .option('--notice-workdays <days>', '公示几个工作日', wholeNumber, 5)
    .option('--approval-first', '先审定后公示')
    .option('--trial', '试评：不产生任何效果')
    .action(async (options: OpenOptions) => {
      await call.answer(await withSession(call, (session) => inRound(() => open(session, options))));
    });
  round
    .command('advance')
    .description('推进一个阶段，或写明理由退回')
    .requiredOption('--round <id>', '轮次编号', roundNumber)
    .requiredOption('--to <phase>', `到哪个阶段：${ROUND_PHASES.join('、')}`, oneOf(...ROUND_PHASES))
    .option('--document <number>', '文号：公示、审定、公布时必写')
    .option('--reason <text>', '理由：退回时必写')
    .addOption(new Option('--role <role>', '以何角色办理').choices(['evaluation_office', 'approver']).default('evaluation_office'))
    .action(async (options: AdvanceOptions) => {
      await call.answer(await withSession(call, (session) => inRound(() => advance(session, options))));
    });
  look(round, 'status', '列出轮次；给出 --round 时列出办理过程').action(async (options: LookOptions) => {
    await print(call, options, await reading(call, 'round status', options, (session) => status(session, options)));
  });
  look(round, 'diff', '自某阶段结束以来类别变动的企业及缘由')
    .requiredOption('--from <phase>', '与哪个阶段结束时比', oneOf(...ROUND_PHASES))
    .action(async (options: LookOptions) => {
      await print(call, options, await reading(call, 'round diff', options, (session) => difference(session, options)));
    });
  round
    .command('notice')
    .description('写出公示名单：CSV、XLSX 和可打印的网页')
    .requiredOption('--round <id>', '轮次编号', roundNumber)
    .requiredOption('--out <folder>', '写到哪个目录')
    .option(...PURPOSE_OPTION)
    .action(async (options: LookOptions) => {
      await call.answer(await reading(call, 'round notice', options, (session) => notice(session, options)));
    });
  sheetsCommand(round, call);
  takeCommand(round, call);
  archiveCommand(round, call);
  verifyCommand(round, call);
}

function look(round: Command, name: string, description: string): Command {
  return round
    .command(name)
    .description(description)
    .option('--round <id>', '轮次编号', roundNumber)
    .addOption(formatOption())
    .option('--json', '同 --format json')
    .option(...PURPOSE_OPTION);
}

/** A phase and its last day, beside those that were written before it. */
function deadlines(written: string, before: OpenOptions['deadline'] = []): NonNullable<OpenOptions['deadline']> {
  const [phase = '', date = ''] = written.split('=');
  return [...before, { phase: oneOf(...ROUND_PHASES)(phase), date: day(date) }];
}

async function open(session: Session, options: OpenOptions): Promise<string> {
  const { scheme } = await findScheme(session.config.schemesDir, options.scheme, {});
  const { year, document, silence, approvalFirst = false, trial = false, noticeWorkdays } = options;
  const { group: groups = [], deadline = [] } = options;
  const desk = await openRoundDesk(session);
  const plan = { scheme, year, document, silence, approvalFirst, trial, groups, deadlines: deadline, noticeWorkdays };
  const { id, phase } = await desk.open(by(session), new Date(), plan);
  return `已开启第 ${id} 号轮次：${scheme.scheme.id} 的 ${year} 年度评价${trial ? '（试评）' : ''}，现为${PHASE_TITLES[phase]}`;
}

async function advance(session: Session, { round, role, ...asked }: AdvanceOptions): Promise<string> {
  const { id, phase } = await (await openRoundDesk(session)).advance({ ...by(session), role }, new Date(), round, asked);
  return `第 ${id} 号轮次：${PHASE_TITLES[phase]}（${phase}）`;
}

function by({ actor }: Session): Actor {
  return { subject: actor, role: 'evaluation_office' };
}

const STATUS = ['编号', '方案', '年度', '分组', '试评', '阶段', '期限'];
const EVENTS = ['时间', '阶段', '办理人', '事项', '企业', '文号', '理由'];

async function status(session: Session, { round }: LookOptions) {
  const desk = await openRoundDesk(session);
  if (round !== undefined) {
    const { events } = await desk.now(round);
    const rows = events.map((each) => [
      ...[each.at.toISOString(), PHASE_TITLES[each.phase], each.actor, eventWords(each)],
      ...[each.creditCode ?? '', each.document ?? '', each.reason ?? ''],
    ]);
    return { title: `第${round}号轮次`, header: EVENTS, rows, json: events.map((each) => ({ ...each, what: eventWords(each) })) };
  }
  const all = await desk.all();
  const rows = all.map((each) => [
    ...[String(each.id), each.schemeId, String(each.year), each.groups.join('、'), each.trial ? '是' : ''],
    ...[
      PHASE_TITLES[each.phase],
      Object.entries(each.deadlines)
        .map(([phase, date]) => `${phase}=${date}`)
        .join('；'),
    ],
  ]);
  return { title: '评价轮次', header: STATUS, rows, json: all };
}

async function difference(session: Session, options: LookOptions) {
  const desk = await openRoundDesk(session);
  const changes = await desk.difference(await roundNamed(desk, options), options.from!);
  const rows = changes.map((each) => [each.creditCode, each.before ?? '', each.after ?? '', each.because, each.document ?? '']);
  return { title: '类别变动', header: ['统一社会信用代码', '变动前', '变动后', '缘由', '文号'], rows, json: changes };
}

async function notice(session: Session, options: LookOptions): Promise<string> {
  const desk = await openRoundDesk(session);
  const now = await roundNamed(desk, options);
  const list = await desk.noticeList(now);
  if (!list) throw new Refused('拟定（DRAFTED）结束后才有名单');
  const name = `公示名单-${now.round.schemeId}-${now.round.year}`;
  const folder = path.resolve(options.out!);
  await mkdir(folder, { recursive: true });
  const rows = list.rows.map((each) => [each.creditCode, each.name, each.group, each.zone, each.town, each.class]);
  const columns = LIST_COLUMNS.map((heading) => ({ heading, figures: false }));
  const properties = { title: name, creator: '亩均中枢', description: `SM3 ${list.digest}`, created: new Date().toISOString() };
  const write = (suffix: string) => createWriteStream(path.join(folder, `${name}${suffix}`));
  await pipeline([list.csv], write('.csv'));
  await pipeline(xlsxOf({ table: { name: '公示名单', columns, rows: [rows] }, properties }), write('.xlsx'));
  await pipeline([roundNoticePage(now, list, countyDay(new Date()))], write('.html'));
  return `公示名单 ${rows.length} 家，SM3 ${list.digest}，已写到 ${folder}`;
}

async function roundNamed(desk: Awaited<ReturnType<typeof openRoundDesk>>, { round }: LookOptions): Promise<RoundNow> {
  if (round === undefined) throw new Refused('请用 --round 给出轮次编号；muhub round status 可列出');
  return desk.now(round);
}

function reading<T>(call: Call, command: string, options: LookOptions, work: (session: Session) => Promise<T>): Promise<T> {
  return withReading(call, { command, ...options }, async (session, trace) => {
    readOf(trace, ['county', 'register'], { coordinates: COORDINATES, creditCodes: [] });
    return inRound(() => work(session));
  });
}

async function print(call: Call, { format, json }: LookOptions, listing: Parameters<typeof answerList>[2]): Promise<void> {
  await answerList(call, json ? 'json' : format, listing);
}
