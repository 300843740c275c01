import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { Assessor, type Assessed } from '../assessment/assessor.js';
import { versionAt } from '../db/data-version.js';
import type { FactDefinition } from '../grading/fact.js';
import { printAssessment, type PrintedAssessment } from '../grading/print.js';
import { loadScheme, type LoadedScheme } from '../policy/registry.js';
import { moment, oneOf, wholeYear } from './arguments.js';
import { openSchemes, vocabularyBeside } from './declarations.js';
import { DONE, Refused } from './exit.js';
import { answer, say } from './output.js';
import { withSession, type Session } from './session.js';
import { alignedTable, csv } from './table.js';

interface Options {
  readonly scheme: string;
  readonly year: number;
  readonly asOf?: Date;
  readonly format: 'table' | 'csv' | 'json';
  readonly facts?: string;
}

/** `muhub grade`: grades the population from the records, now or as they were known. */
export function gradeCommand(program: Command, end: (status: number) => void): void {
  program
    .command('grade')
    .description('按办法评价全部企业')
    .requiredOption('--scheme <id or file>', '办法的 id，或办法文件（.yaml）')
    .requiredOption('--year <year>', '评价年度', wholeYear)
    .option('--as-of <time>', '按此时刻已知的数据（如 2026-11-21T08:00:00Z）', moment)
    .option('--format <format>', 'table、csv 或 json', oneOf('table', 'csv', 'json'), 'table')
    .option('--facts <file>', '本县声明的指标和事项（facts.yaml）')
    .action(async (options: Options) => {
      await answer(FORMATS[options.format](await withSession((session) => assess(session, options))));
      end(DONE);
    });
}

async function assess({ config, database, readers }: Session, { scheme: named, year, asOf, facts }: Options): Promise<Assessed> {
  const { scheme, declared } = await findScheme(config.schemesDir, named, facts);
  const version = await versionAt(database.db, asOf);
  say(`评价 ${scheme.scheme.title}（${year} 年度，数据版本 ${version}）`);
  return new Assessor(readers, declared).assess(scheme, year, version);
}

/** A scheme, and the facts that the county declares for it. */
export interface FoundScheme {
  readonly scheme: LoadedScheme;
  readonly declared: readonly FactDefinition[];
}

/** A scheme by its id, or by its file. @throws Refused, naming the schemes there are; PolicyRefused if the file is wrong */
export async function findScheme(schemesDir: string, named: string, facts?: string): Promise<FoundScheme> {
  const registry = await openSchemes(schemesDir);
  const known = registry.schemes.get(named);
  if (known) return { scheme: known, declared: registry.declared.facts };
  if (!/\.ya?ml$/.test(named) && !existsSync(named)) {
    throw new Refused(`没有办法“${named}”；有：${[...registry.schemes.keys()].join('、')}；也可给出办法文件（.yaml）`);
  }
  const { all, declared } = await vocabularyBeside(registry, facts, [named]);
  const scheme = await loadScheme(named, all).catch((error: NodeJS.ErrnoException) => {
    if (error.code) throw new Refused(`无法读取 ${named}：${error.code}`, { cause: error });
    throw error;
  });
  return { scheme, declared: declared.facts };
}

type NamedResult = PrintedAssessment['results'][number] & { readonly name: string | null };

/** The assessment as SCHEME.md prints it: names, digest and data version with it. */
function complete({ scheme, year, version, assessment, names }: Assessed) {
  const printed = printAssessment(assessment);
  const results = printed.results.map(({ creditCode, ...rest }): NamedResult => ({ creditCode, name: names(creditCode), ...rest }));
  return { scheme: printed.scheme, digest: scheme.digest, year, dataVersion: String(version), groups: printed.groups, results };
}

const HEADER = ['名次', '统一社会信用代码', '企业名称', '组别', '状态', '得分', '初评', '最终', '参照', '调档'];

function rows(assessed: Assessed): string[][] {
  return complete(assessed).results.map(({ rank, creditCode, name, group, state, total, initial, final, treatedAs, overrides }) => {
    const cells = [rank, creditCode, name, group, state, total, initial, final, treatedAs, overrides.join(' ')];
    return cells.map((cell) => String(cell ?? ''));
  });
}

const FORMATS: Record<Options['format'], (assessed: Assessed) => string> = {
  json: (assessed) => JSON.stringify(complete(assessed), null, 1),
  csv: (assessed) => csv(HEADER, rows(assessed)),
  table: (assessed) => {
    const { scheme, digest, year, dataVersion, groups } = complete(assessed);
    const head = `${assessed.scheme.scheme.title}（${scheme}，${year} 年度，数据版本 ${dataVersion}，${digest}）`;
    const counts = groups.map(({ id, ranked, classes }) => {
      return `${id}：参评 ${ranked} 户，${Object.entries(classes).map(([name, count]) => `${name} ${count}`).join('，')}`;
    });
    return [head, ...counts, '', alignedTable(HEADER, rows(assessed), ['名次', '得分'])].join('\n');
  },
};
