import type { Command } from 'commander';
import type { Findings } from '../land-tax/findings-at.js';
import { sumFindings, type FindingSum, type SumKey } from '../land-tax/finding-sums.js';
import { printFinding } from '../land-tax/printed-finding.js';
import { csvText } from '../handover/csv-writing.js';
import { moment, oneOf, wholeYear } from './arguments.js';
import type { Call } from './call.js';
import { DONE } from './exit.js';
import { PUBLICATION_OPTION } from './graded-by.js';
import { checkCommand } from './landtax-check.js';
import { ledgerCommand } from './landtax-ledger.js';
import { listCommand } from './landtax-list.js';
import { readFindings, TREATMENTS_OPTION, type LandTaxOptions } from './landtax-reading.js';
import { overdueCommand, pushCommand, resultsCommand } from './landtax-work.js';
import { yieldCommand } from './landtax-yield.js';
import { PURPOSE_OPTION, withReading } from './reading.js';
import { alignedTable } from './table.js';
import { readFoundIn } from './touched.js';

type Options = LandTaxOptions & {
  readonly purpose?: string;
  readonly format: 'table' | 'csv' | 'json';
  readonly sumBy?: SumKey;
  readonly corrected?: boolean;
};

/** `muhub landtax …`: what does not fit between land and land tax, the work on it, the lists that carry policy out. */
export function landtaxCommand(program: Command, call: Call): void {
  const landtax = program.command('landtax').description('以地控税、以税节地');
  findingsCommand(landtax, call);
  pushCommand(landtax, call);
  resultsCommand(landtax, call);
  overdueCommand(landtax, call);
  listCommand(landtax, call);
  yieldCommand(landtax, call);
  ledgerCommand(landtax, call);
  checkCommand(landtax, call);
}

/** `muhub landtax findings` (LANDTAX.md). */
function findingsCommand(landtax: Command, call: Call): void {
  landtax
    .command('findings')
    .description('比对宗地与土地税源，列出疑点')
    .requiredOption('--year <year>', '年度（以当年 12 月 31 日在效的记录比对）', wholeYear)
    .option('--scheme <id or file>', '按此办法的类别核对减免；缺省不查减免')
    .option(...PUBLICATION_OPTION)
    .option('--as-of <time>', '按此时刻已知的数据（如 2026-11-21T08:00:00Z）', moment)
    .option(...TREATMENTS_OPTION)
    .option('--format <format>', 'table、csv 或 json', oneOf('table', 'csv', 'json'), 'table')
    .option('--corrected', '改为列出已由后来的移交更正的疑点')
    .option('--sum-by <key>', '只列合计：按 kind（种类）、town（镇街）或 landClass（土地等级）', oneOf<SumKey>('kind', 'town', 'landClass'))
    .option(...PURPOSE_OPTION)
    .action(async (options: Options) => {
      const found = await withReading(call, { command: 'landtax findings', ...options }, async (session, trace) => {
        const read = await readFindings(session, options);
        readFoundIn(trace, [...read.found, ...read.corrected], read.by && { ...read.by, year: options.year });
        return read;
      });
      const corrected = found.corrected.length > 0 ? `；另有 ${found.corrected.length} 条已由后来的移交更正` : '';
      call.say(`${options.year} 年度疑点 ${found.found.length} 条${corrected}`);
      const listed = options.corrected ? { ...found, found: found.corrected } : found;
      const { format, sumBy } = options;
      await call.answer(sumBy ? SUM_FORMATS[format](sumFindings(listed.found, sumBy)) : FORMATS[format](listed));
      call.end(DONE);
    });
}

const HEADER = [
  '编号',
  '种类',
  '不动产单元代码',
  '税源编号',
  '权利人',
  '纳税人',
  '登记面积㎡',
  '应税面积㎡',
  '差异面积㎡',
  '涉及税额元',
  '状态',
  '说明',
];
const NUMBERS = ['登记面积㎡', '应税面积㎡', '差异面积㎡', '涉及税额元'];

function rows({ found, files }: Findings): string[][] {
  return found.map((finding) => {
    const { explanation, status, ...rest } = printFinding(finding, files);
    return [...Object.values(rest), status, explanation].map((cell) => cell ?? '');
  });
}

const FORMATS: Record<Options['format'], (found: Findings) => string> = {
  json: ({ found, files }) =>
    JSON.stringify(
      found.map((finding) => printFinding(finding, files)),
      null,
      1,
    ),
  csv: (found) => csvText(HEADER, rows(found)),
  table: (found) =>
    alignedTable(
      HEADER.slice(0, -1),
      rows(found).map((row) => row.slice(0, -1)),
      NUMBERS,
    ),
};

const SUM_HEADER = ['合计项', '条数', '涉及税额元', '税额未知条数'];

function sumRows(sums: readonly FindingSum[]): string[][] {
  return sums.map(({ key, count, taxAtStake, unknown }) => [key, String(count), taxAtStake.toFixed(2), String(unknown)]);
}

const SUM_FORMATS: Record<Options['format'], (sums: readonly FindingSum[]) => string> = {
  json: (sums) =>
    JSON.stringify(
      sums.map((sum) => ({ ...sum, taxAtStake: sum.taxAtStake.toFixed(2) })),
      null,
      1,
    ),
  csv: (sums) => csvText(SUM_HEADER, sumRows(sums)),
  table: (sums) => alignedTable(SUM_HEADER, sumRows(sums), SUM_HEADER.slice(1)),
};
