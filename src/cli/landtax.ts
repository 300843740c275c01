import type { Command } from 'commander';
import type { Findings } from '../land-tax/findings-at.js';
import type { LandTaxFinding } from '../land-tax/finding.js';
import { sumFindings, type FindingSum, type SumKey } from '../land-tax/finding-sums.js';
import { printFinding } from '../land-tax/printed-finding.js';
import { moment, oneOf, wholeYear } from './arguments.js';
import type { Call } from './call.js';
import { DONE, Refused } from './exit.js';
import { PUBLICATION_OPTION } from './graded-by.js';
import { checkCommand } from './landtax-check.js';
import { ledgerCommand } from './landtax-ledger.js';
import { listCommand } from './landtax-list.js';
import { readFindings, TREATMENTS_OPTION, type LandTaxOptions } from './landtax-reading.js';
import { overdueCommand, pushCommand, resultsCommand } from './landtax-work.js';
import { yieldCommand } from './landtax-yield.js';
import { chosenBy, isUnfiltered, withFilters, type Filters } from './list-filters.js';
import { answerList, formatOption, type ListFormat, type Listing } from './listing.js';
import { PURPOSE_OPTION, withReading } from './reading.js';
import type { Session } from './session.js';
import { readFoundIn } from './touched.js';

type Options = LandTaxOptions &
  Filters & {
    readonly purpose?: string;
    readonly format: ListFormat;
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
  withFilters(landtax.command('findings'))
    .description('比对宗地与土地税源，列出疑点')
    .requiredOption('--year <year>', '年度（以当年 12 月 31 日在效的记录比对）', wholeYear)
    .option('--scheme <id or file>', '按此办法的类别核对减免；缺省不查减免')
    .option(...PUBLICATION_OPTION)
    .option('--as-of <time>', '按此时刻已知的数据（如 2026-11-21T08:00:00Z）', moment)
    .option(...TREATMENTS_OPTION)
    .addOption(formatOption())
    .option('--corrected', '改为列出已由后来的移交更正的疑点')
    .option('--sum-by <key>', '只列合计：按 kind（种类）、town（镇街）或 landClass（土地等级）', oneOf<SumKey>('kind', 'town', 'landClass'))
    .option(...PURPOSE_OPTION)
    .action(async (options: Options) => {
      const found = await withReading(call, { command: 'landtax findings', ...options }, async (session, trace) => {
        const read = await chosenFindings(session, options);
        readFoundIn(trace, [...read.found, ...read.corrected], read.by && { ...read.by, year: options.year });
        return read;
      });
      const corrected = found.corrected.length > 0 ? `；另有 ${found.corrected.length} 条已由后来的移交更正` : '';
      call.say(`${options.year} 年度疑点 ${found.found.length} 条${corrected}`);
      const listed = options.corrected ? { ...found, found: found.corrected } : found;
      const { format, sumBy } = options;
      await answerList(call, format, sumBy ? sumListing(sumFindings(listed.found, sumBy)) : findingListing(listed, options.year));
      call.end(DONE);
    });
}

/** Those findings whose holder or taxpayer is among the enterprises that were asked for; a town may be the parcel's, too. */
async function chosenFindings(session: Session, options: Options): ReturnType<typeof readFindings> {
  if (options.class && options.scheme === undefined && options.publication === undefined)
    throw new Refused('--class 要与 --scheme 或 --publication 同用：疑点本身没有类别');
  const read = await readFindings(session, options);
  if (isUnfiltered(options)) return read;
  const directory = await session.readers.enterprises.directory(read.version);
  const chosen = chosenBy(options, directory, read.classOf);
  const isChosen = ({ holder, taxpayer }: LandTaxFinding) => [holder, taxpayer].some((code) => code !== undefined && chosen(code));
  return { ...read, found: read.found.filter(isChosen), corrected: read.corrected.filter(isChosen) };
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

function findingListing({ found, files }: Findings, year: number): Listing {
  const printed = found.map((finding) => printFinding(finding, files));
  const rows = printed.map(({ explanation, status, ...rest }) => {
    return [...Object.values(rest), status, explanation].map((cell) => cell ?? '');
  });
  return { title: `${year} 年度疑点`, header: HEADER, rows, numbers: NUMBERS, notInTable: ['说明'], json: printed };
}

const SUM_HEADER = ['合计项', '条数', '涉及税额元', '税额未知条数'];

function sumListing(sums: readonly FindingSum[]): Listing {
  return {
    title: '疑点合计',
    header: SUM_HEADER,
    rows: sums.map(({ key, count, taxAtStake, unknown }) => [key, String(count), taxAtStake.toFixed(2), String(unknown)]),
    numbers: SUM_HEADER.slice(1),
    json: sums.map((sum) => ({ ...sum, taxAtStake: sum.taxAtStake.toFixed(2) })),
  };
}
