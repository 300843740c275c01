import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Command } from 'commander';
import { ResultsRefused } from '../land-tax/results-file.js';
import { openTaskDesk } from '../land-tax/task-desk.js';
import { byTown, taskWorkbook } from '../land-tax/task-workbook.js';
import { xlsxOf } from '../workbook/workbook.js';
import { overdueTasks, pushTasks, type TaskStanding } from '../land-tax/task.js';
import { versionAt } from '../db/data-version.js';
import { mustHaveEffect } from '../round/effects.js';
import { findingKindWords } from '../http/finding-kind-words.js';
import { day, wholeYear } from './arguments.js';
import type { Call, Say } from './call.js';
import { DONE, REFUSED, Refused } from './exit.js';
import { PUBLICATION_OPTION } from './graded-by.js';
import { bytesOf } from './incoming.js';
import { readFindings, TREATMENTS_OPTION, type LandTaxOptions } from './landtax-reading.js';
import { chosenBy, isUnfiltered, withFilters, type Filters } from './list-filters.js';
import { answerList, formatOption, type ListFormat } from './listing.js';
import { PURPOSE_OPTION, withReading } from './reading.js';
import { inRound } from './round-desk.js';
import { withSession } from './session.js';
import { LAND_TAX, OVERDUE, readOf } from './touched.js';

const DAYS_TO_ANSWER = 30;

/** `muhub landtax push`: findings become tasks, in a file a recipient. */
export function pushCommand(landtax: Command, call: Call): void {
  const { answer, say, end } = call;
  landtax
    .command('push')
    .description('把疑点作为任务推送：每个接收方一份 tasks-YYYY-MM-DD.json，另按镇街各一份可填写的 XLSX；重复推送不变')
    .requiredOption('--year <year>', '年度', wholeYear)
    .requiredOption('--out <folder>', '任务文件的目录，其下按接收方分 tax、land')
    .option('--date <day>', '推送日期，缺省为今天（北京时间）', day)
    .option('--due <day>', `办理期限，缺省为推送后 ${DAYS_TO_ANSWER} 天`, day)
    .option(...PUBLICATION_OPTION)
    .option('--scheme <id or file>', '按此办法的类别核对减免（试算，不推送）；缺省不查减免')
    .option(...TREATMENTS_OPTION)
    .action(async (options: LandTaxOptions & { date?: string; due?: string; out: string }) => {
      const date = options.date ?? today();
      const due = options.due ?? daysLater(date, DAYS_TO_ANSWER);
      const { batches, directory } = await withSession(call, async (session) => {
        const { found, files, version, publication } = await readFindings(session, options);
        await inRound(async () => mustHaveEffect(publication));
        // Nothing is asked of anybody by classes that were not made public.
        const asked = found.filter(({ kind }) => publication || kind !== 'RELIEF_WITHOUT_GROUND');
        if (asked.length < found.length) say(`试算的减免疑点 ${found.length - asked.length} 条未推送：请按公布的评价推送（--publication）`);
        const push = { version, date, due, by: session.actor, digestKey: await session.digestKey() };
        return {
          batches: await pushTasks(session.database.db, asked, files, push),
          directory: await session.readers.enterprises.directory(version),
        };
      });
      for (const batch of batches) {
        const file = path.join(options.out, batch.recipient, `tasks-${date}.json`);
        await writeWhole(file, `${JSON.stringify(batch, null, 1)}\n`);
        const folder = path.join(options.out, batch.recipient, `tasks-${date}`);
        const towns = byTown(batch, (code) => directory.get(code)?.town ?? null);
        for (const [written, its] of towns.entries()) {
          call.progress.show(`写出 ${folder}`, written, towns.length);
          const workbook = taskWorkbook(its, batch, { nameOf: (code) => directory.name(code) ?? null, kinds: findingKindWords() });
          await writeWhole(path.join(folder, `${its.town ?? '镇街未知'}.xlsx`), await buffer(xlsxOf(workbook)));
        }
        await answer(`${file}：${batch.tasks.length} 项任务`);
        say(`按镇街分 ${towns.length} 份可填写的 XLSX，在 ${folder}`);
      }
      if (batches.length === 0) say(`${date} 没有要推送的任务`);
      end(DONE);
    });
}

/** `muhub landtax results`: what offices answered. */
export function resultsCommand(landtax: Command, call: Call): void {
  const { answer, say, end } = call;
  landtax
    .command('results')
    .description('收取办理结果：results-YYYY-MM-DD.json，或填好的任务工作簿；重复收取不变')
    .argument('<files...>', '结果文件')
    .action(async (files: string[]) => {
      let status = DONE;
      await withSession(call, async ({ config, database, readers, actor, digestKey }) => {
        const by = { actor, digestKey: await digestKey() };
        for (const file of files) {
          const name = path.basename(file);
          const report = await taken(async () => {
            const bytes = await bytesOf(file);
            return openTaskDesk(database.db, readers, config.handoverLimits).receive({ name, bytes }, by);
          }, say);
          if (!report) status = REFUSED;
          else {
            const { results, recorded, repeated, unknown, corrections } = report;
            await answer(`${file}：共 ${results} 条，新收 ${recorded}，此前已收 ${repeated}，转请自然资源部门更正 ${corrections}`);
            if (unknown.length > 0) say(`${file}：${unknown.length} 条对不上任何已推送的任务，已留存待查：${unknown.join('、')}`);
          }
        }
      });
      end(status);
    });
}

/** What came of a file; undefined, with the reason said, where it is refused. */
async function taken<T>(work: () => Promise<T>, say: Say): Promise<T | undefined> {
  return work().catch((error: unknown) => {
    if (!(error instanceof ResultsRefused)) throw error;
    say(error.message);
    return undefined;
  });
}

const OVERDUE_HEADER = ['编号', '接收方', '种类', '不动产单元代码', '推送日期', '期限'];

/** `muhub landtax overdue`: tasks past their day without an answer. */
export function overdueCommand(landtax: Command, call: Call): void {
  const { say, end } = call;
  withFilters(landtax.command('overdue'), { classes: false })
    .description('列出逾期未回的任务')
    .option('--date <day>', '截至哪一天，缺省为今天（北京时间）', day)
    .addOption(formatOption())
    .option(...PURPOSE_OPTION)
    .action(async (options: Filters & { date?: string; purpose?: string; format: ListFormat }) => {
      const asked = { command: 'landtax overdue', purpose: options.purpose };
      const late = await withReading(call, asked, async ({ database, readers }, trace) => {
        const chosen = chosenBy(options, await readers.enterprises.directory(await versionAt(database.db)));
        const isChosen = ({ content: { holder, taxpayer } }: TaskStanding) =>
          isUnfiltered(options) || [holder, taxpayer].some((code) => code !== null && chosen(code));
        const tasks = (await overdueTasks(database.db, options.date ?? today())).filter(isChosen);
        const creditCodes = tasks.flatMap(({ content: { holder, taxpayer } }) => [holder, taxpayer]).filter((code) => code !== null);
        readOf(trace, LAND_TAX, { coordinates: OVERDUE, creditCodes });
        return tasks;
      });
      const rows = late.map(({ findingId, recipient, kind, content, pushedOn, dueOn }) => {
        return [findingId, recipient, kind, content.unitCode ?? '', pushedOn ?? '', dueOn ?? ''];
      });
      say(`逾期 ${late.length} 项`);
      await answerList(call, options.format, { title: '逾期任务', header: OVERDUE_HEADER, rows, json: late });
      end(DONE);
    });
}

/** A file is there whole or not at all, for those who collect it. */
async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(`${file}.part`, content);
    await rename(`${file}.part`, file);
  } catch (error) {
    throw new Refused(`无法写入 ${file}：${(error as NodeJS.ErrnoException).code}`, { cause: error });
  }
}

function today(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
}

function daysLater(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
