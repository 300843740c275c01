import type { Command } from 'commander';
import { Assessor, type Assessed } from '../assessment/assessor.js';
import { publicationDifference } from '../assessment/publication-difference.js';
import { publications, publish, resultDigest, type Notice, type Publication } from '../assessment/publications.js';
import { versionAt } from '../db/data-version.js';
import type { EnterpriseResult } from '../grading/assessment.js';
import { describeProblem } from '../policy/problem.js';
import { openPublishedAlone, publishedAgain } from '../round/published.js';
import type { LoadedScheme } from '../policy/registry.js';
import { setsFor } from '../policy/treatment-match.js';
import { loadTreatments } from '../policy/treatment-registry.js';
import { day, moment, publicationNumber, wholeYear } from './arguments.js';
import type { Call } from './call.js';
import { DONE, REFUSED, Refused } from './exit.js';
import { openDeclarations } from './declarations.js';
import { findScheme } from './found-scheme.js';
import { keptFor } from './kept-for.js';
import { answerList, formatOption, type ListFormat, type Listing } from './listing.js';
import { PURPOSE_OPTION, withReading } from './reading.js';
import { withSession, type Session } from './session.js';
import { PUBLICATIONS, readOf } from './touched.js';

interface Options {
  readonly scheme: string;
  readonly year: number;
  readonly document: string;
  readonly asOf?: Date;
  readonly facts?: string;
  readonly validFrom?: string;
  readonly corrects?: number;
  readonly reason?: string;
}

interface ListOptions {
  readonly year?: number;
  readonly verify?: boolean;
  readonly json?: boolean;
  readonly format: ListFormat;
  readonly purpose?: string;
}

/** `muhub publish` makes the evaluation of a year public; `muhub publications` lists them, and works them out again. */
export function publishCommand(program: Command, call: Call): void {
  program
    .command('publish')
    .description('公布一个年度的评价：记下办法文本、数据版本和结果摘要，此后该年度只按这份文本评价')
    .requiredOption('--scheme <id, file or digest>', '办法的 id，或办法文件（.yaml），或文本的摘要（sm3:…）')
    .requiredOption('--year <year>', '评价年度', wholeYear)
    .requiredOption('--document <notice>', '公告的文号或名称')
    .option('--as-of <time>', '按此时刻已知的数据（如 2026-11-21T08:00:00Z）', moment)
    .option('--facts <file>', '本县声明的指标和事项（facts.yaml）')
    .option('--valid-from <day>', '自哪一天起施行（默认今天）', day)
    .option('--corrects <id>', '更正第几号公布；再次公布同一办法、年度时必写', publicationNumber)
    .option('--reason <text>', '更正的理由，随公布公开：不写企业的数据')
    .action(async (options: Options) => {
      await call.answer(await withSession(call, (session) => published(session, options)));
      call.end(DONE);
    });
  program
    .command('publications')
    .description('列出已公布的评价；--verify 逐份重算，与公布时的结果摘要核对')
    .option('--year <year>', '评价年度', wholeYear)
    .option('--verify', '按公布的文本和数据版本重算并核对')
    .addOption(formatOption())
    .option('--json', '同 --format json')
    .option(...PURPOSE_OPTION)
    .action(async (options: ListOptions) => {
      const listed = await withReading(call, { command: 'publications', ...options }, async (session, trace) => {
        readOf(trace, ['county'], { coordinates: PUBLICATIONS, creditCodes: [] });
        return list(session, options);
      });
      call.end(await print(call, listed, options.json ? 'json' : options.format));
    });
}

async function published(session: Session, { scheme: named, year, asOf, facts, ...notice }: Options): Promise<string> {
  const { config, database, readers, actor } = session;
  const version = await versionAt(database.db, asOf);
  const { scheme } = await findScheme(config.schemesDir, named, { facts, kept: keptFor(session, year) });
  const assessed = await new Assessor(readers).assess(scheme, year, version);
  const made = await publish(database.db, assessed, { ...notice, actor, treatments: await treatmentsFor(session, scheme) });
  return [`已公布：${words(made)}`, ...(await difference(session, made, assessed))].join('\n');
}

/** The treatments that follow from classes of this scheme, as their files are now. */
async function treatmentsFor({ config }: Session, scheme: LoadedScheme): Promise<Notice['treatments']> {
  const { vocabulary, declared } = await openDeclarations(config.schemesDir);
  const { sets, problems } = await loadTreatments(config.treatmentsDir, vocabulary);
  if (problems.length > 0) throw new Refused(`差别化政策有误，没有公布：${problems.map(describeProblem).join('；')}`);
  return { sets: setsFor(sets, scheme.scheme), declared };
}

/** What a correction changes, in words, a line an enterprise whose class does. */
async function difference({ database, readers }: Session, made: Publication, { assessment, names }: Assessed): Promise<string[]> {
  const last = (await publications(database.db, made.year)).find(({ id }) => id === made.corrects);
  if (!last) return [];
  const before = await publishedAgain(openPublishedAlone(database.db, readers), last);
  const { classes, figures } = publicationDifference(before.assessment, assessment);
  return [
    `比第 ${last.id} 号：类别变动 ${classes.length} 户，类别不变而名次或总分变动 ${figures} 户`,
    ...classes.map(
      ({ creditCode, before: was, after: is }) => `${creditCode} ${names(creditCode) ?? ''}：${standing(was)} → ${standing(is)}`,
    ),
  ];
}

const STATES = { GRADED: '未定类', HELD: '暂缓', TEMPORARY: '暂不定类', NOT_EVALUATED: '不评价' } as const;

function standing(result: EnterpriseResult | undefined): string {
  return result ? (result.final ?? STATES[result.state]) : '不在册';
}

/** A publication, and whether it comes out again; null: not tried. */
type Checked = Publication & { readonly holds: boolean | null };

async function list(session: Session, { year, verify }: { year?: number; verify?: boolean }): Promise<readonly Checked[]> {
  const { database, readers } = session;
  const found = await publications(database.db, year);
  const made = openPublishedAlone(database.db, readers);
  const checked: Checked[] = [];
  for (const each of found) {
    const again = verify ? resultDigest((await publishedAgain(made, each)).assessment) : undefined;
    checked.push({ ...each, holds: again === undefined ? null : again === each.resultDigest });
  }
  return checked;
}

async function print(call: Call, checked: readonly Checked[], format: ListFormat): Promise<number> {
  if (format !== 'table') await answerList(call, format, listing(checked));
  else for (const each of checked) await call.answer([words(each), ...again(each)].join('；'));
  if (format === 'table' && checked.length === 0) call.say('没有公布过评价');
  return checked.some(({ holds }) => holds === false) ? REFUSED : DONE;
}

function again({ holds }: Checked): string[] {
  return holds === null ? [] : [holds ? '重算一致' : '重算不一致'];
}

const HEADER = ['编号', '办法', '年度', '公告', '更正', '理由', '施行', '公布时间', '公布人', '数据版本', '办法摘要', '结果摘要', '重算'];

function listing(checked: readonly Checked[]): Listing {
  const rows = checked.map((each) => [
    ...[each.id, each.schemeId, each.year, each.document, each.corrects, each.reason, each.validFrom].map((cell) => String(cell ?? '')),
    ...[each.publishedAt.toISOString(), each.publishedBy, String(each.dataVersion), each.digest, each.resultDigest],
    ...again(each),
  ]);
  return { title: '已公布的评价', header: HEADER, rows, json: checked };
}

function words({
  schemeId,
  year,
  document,
  digest,
  dataVersion,
  asOf,
  resultDigest: result,
  publishedAt,
  publishedBy,
  id,
  corrects,
  reason,
  validFrom,
}: Publication): string {
  const correction = corrects === null ? '' : `，更正第 ${corrects} 号：${reason ?? ''}`;
  const since = validFrom === null ? '' : `，自 ${validFrom} 起施行`;
  return `${schemeId} ${year} 年度（${document}），第 ${id} 号${correction}${since}；${publishedAt.toISOString()} 由 ${publishedBy} 公布；办法 ${digest}；数据版本 ${dataVersion}（${asOf.toISOString()}）；结果 ${result}`;
}
