import type { Command } from 'commander';
import { Assessor, type Assessed } from '../assessment/assessor.js';
import { factsBehind } from '../assessment/fact-behind.js';
import { keepSchemes } from '../assessment/kept-schemes.js';
import { factOrigins } from '../assessment/provenance.js';
import type { Trace } from '../audit/trace.js';
import { versionAt } from '../db/data-version.js';
import { explain } from '../grading/explain.js';
import { moment, wholeYear } from './arguments.js';
import type { Call } from './call.js';
import { DONE, Refused } from './exit.js';
import { sourceLines } from './fact-sources.js';
import { keptFor } from './kept-for.js';
import { findScheme, type FoundScheme } from './found-scheme.js';
import { comparisonListing } from './grade-comparison.js';
import { gradeListing } from './grade-listing.js';
import { chosenBy, withFilters, type Filters } from './list-filters.js';
import { answerList, formatOption, type ListFormat, type Listing } from './listing.js';
import { PURPOSE_OPTION, withReading } from './reading.js';
import type { Session } from './session.js';
import { COMPARED, EXPLAINED, GRADES, readGrades } from './touched.js';

interface Options extends Filters {
  readonly scheme: string;
  readonly against?: string;
  readonly year: number;
  readonly asOf?: Date;
  readonly format: ListFormat;
  readonly explain?: string;
  readonly facts?: string;
  readonly purpose?: string;
}

/** `muhub grade`: grades the population from the records, now or as they were known. */
export function gradeCommand(program: Command, call: Call): void {
  withFilters(program.command('grade'))
    .description('按办法评价全部企业；解释一家企业的等级；或把两份办法的结果摆在一起')
    .requiredOption('--scheme <id, file or digest>', '办法的 id，或办法文件（.yaml），或文本的摘要（sm3:…）')
    .requiredOption('--year <year>', '评价年度', wholeYear)
    .option('--as-of <time>', '按此时刻已知的数据（如 2026-11-21T08:00:00Z）', moment)
    .addOption(formatOption())
    .option('--explain <code>', '逐步写出一家企业（统一社会信用代码）的得分、等级和来源')
    .option('--against <id or file>', '另一份办法：列出等级有变化的企业和引起变化的指标')
    .option('--facts <file>', '本县声明的指标和事项（facts.yaml）')
    .option(...PURPOSE_OPTION)
    .action(async (options: Options) => {
      const asked = { command: 'grade', ...options };
      const found = await withReading(call, asked, (session, trace) => run(session, trace, options));
      if (typeof found === 'string') await call.answer(found);
      else await answerList(call, options.format, found);
      call.end(DONE);
    });
}

/** The list that was asked for, or an explanation in words. */
async function run(session: Session, trace: Trace, options: Options): Promise<Listing | string> {
  const { config, database, readers, say } = session;
  const version = await versionAt(database.db, options.asOf);
  const finding = { facts: options.facts, kept: keptFor(session, options.year) };
  const found = await findScheme(config.schemesDir, options.scheme, finding);
  const other = options.against === undefined ? undefined : await findScheme(config.schemesDir, options.against, finding);
  await keepSchemes(
    database.db,
    [found, ...(other ? [other] : [])].map(({ scheme }) => scheme),
  );
  const assess = ({ scheme }: FoundScheme) => {
    say(`评价 ${scheme.scheme.title}（${options.year} 年度，数据版本 ${version}）`);
    return new Assessor(readers).assess(scheme, options.year, version);
  };
  const assessed = await assess(found);
  if (options.explain !== undefined) return explained(session, trace, assessed, found, options.explain);
  const directory = await readers.enterprises.directory(version);
  const classes = new Map(assessed.assessment.results.map(({ creditCode, final }) => [creditCode, final]));
  const chosen = chosenBy(options, directory, (creditCode) => classes.get(creditCode));
  const creditCodes = [...classes.keys()].filter(chosen);
  const coordinates = other ? COMPARED : GRADES;
  readGrades(trace, assessed, found.vocabulary, { coordinates, creditCodes });
  if (!other) return gradeListing(assessed, chosen);
  const against = await assess(other);
  readGrades(trace, against, other.vocabulary, { coordinates, creditCodes });
  return comparisonListing(assessed, against, chosen);
}

/** The grade of one enterprise as a person would write it, and the lines of the files that its facts came from. */
async function explained(
  { database, readers }: Session,
  trace: Trace,
  assessed: Assessed,
  { vocabulary }: FoundScheme,
  named: string,
): Promise<string> {
  const creditCode = named.trim().toUpperCase();
  const result = assessed.assessment.results.find((each) => each.creditCode === creditCode);
  if (!result) throw new Refused(`没有企业 ${named}：请核对统一社会信用代码`);
  readGrades(trace, assessed, vocabulary, { coordinates: EXPLAINED, creditCodes: [creditCode] });
  const facts = factsBehind(assessed.scheme.scheme, assessed.year, vocabulary);
  const lines = sourceLines(await factOrigins(readers, database.db, assessed.version, facts, result));
  const name = assessed.names(creditCode);
  return [...(name ? [name] : []), explain(assessed.assessment, result, vocabulary.facts), '来源：', ...lines].join('\n');
}
