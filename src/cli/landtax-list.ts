import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { versionAt } from '../db/data-version.js';
import { isTrial, makeList, type MadeList } from '../policy-effects/execution-list.js';
import { executionRows, LIST_KINDS, listHeader, listTitle, totalOf } from '../policy-effects/execution-rows.js';
import { fiscalLines } from '../policy-effects/fiscal.js';
import { readFiscalBasis } from '../policy-effects/fiscal-basis.js';
import { csvFile } from '../handover/csv-writing.js';
import { executionWorkbook } from '../policy-effects/execution-workbook.js';
import { xlsxOf } from '../workbook/workbook.js';
import type { Call } from './call.js';
import { DONE, Refused } from './exit.js';
import { mustNameGrades, namedGrades, withGrades, type GradedByOptions } from './graded-by.js';
import { openTreatments, readGraded, TREATMENTS_OPTION } from './landtax-reading.js';
import { withSession } from './session.js';

interface Options extends GradedByOptions {
  readonly out: string;
  readonly treatments?: string;
}

/** `muhub landtax lists`: what the tax bureau relieves and the companies charge, for those who carry it out. */
export function listCommand(landtax: Command, call: Call): void {
  withGrades(landtax.command('lists'))
    .description('生成差别化政策执行清单（城镇土地使用税减免、差别化电价、差别化水价），XLSX 和 CSV 各一份；不按公布的为试算，不得执行')
    .requiredOption('--out <folder>', '清单的目录')
    .option(...TREATMENTS_OPTION)
    .action(async (options: Options, command: Command) => {
      mustNameGrades(options, command);
      for (const made of await lists(call, options)) await call.answer(await hand(made, options.out));
      call.end(DONE);
    });
}

function lists(call: Call, { treatments: folder, ...options }: Options): Promise<readonly MadeList[]> {
  return withSession(call, async (session) => {
    const { db } = session.database;
    const { scheme, year, publication } = await namedGrades(session, options);
    const version = publication?.dataVersion ?? (await versionAt(db));
    const registry = await openTreatments(session, folder);
    const { assessed, treatments, directory } = await readGraded(session, registry, { scheme, year, version, publication });
    const lines = fiscalLines(await readFiscalBasis(session.readers, treatments, year, version), assessed.assessment.results);
    const by = { dataVersion: version, actor: session.actor, digestKey: await session.digestKey() };
    const made: MadeList[] = [];
    for (const kind of LIST_KINDS) {
      const rows = executionRows(kind, lines, directory);
      const of = { kind, scheme: assessed.scheme.scheme.id, year, publication: publication && !publication.trial ? publication.id : null };
      made.push(await makeList(db, of, rows, by));
    }
    return made;
  });
}

/** Writes a list's files. @returns what was written, in words */
async function hand({ list, isNew, change }: MadeList, folder: string): Promise<string> {
  const { kind, year, number, rows, digest } = list;
  const name = path.join(folder, `${isTrial(list) ? '试算-' : ''}${listTitle(kind)}-${year}-第${number}版`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(`${name}.csv`, csvFile(listHeader(kind), rows));
    await writeFile(`${name}.xlsx`, xlsxOf(executionWorkbook(list)));
  } catch (error) {
    throw new Refused(`无法写入 ${name}：${(error as NodeJS.ErrnoException).code}`, { cause: error });
  }
  const news = !isNew
    ? '与上一版相同'
    : change
      ? `比上一版新增 ${change.added.length} 行、减少 ${change.removed.length} 行、变动 ${change.changed.length} 行`
      : '首版';
  return `${name}：${rows.length} 行，合计 ${totalOf(kind, rows).toFixed(2)} 元，${digest}（${news}）`;
}
