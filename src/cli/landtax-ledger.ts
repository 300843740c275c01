import type { Command } from 'commander';
import type { Trace } from '../audit/trace.js';
import { versionAt } from '../db/data-version.js';
import { readFiscalBasis } from '../policy-effects/fiscal-basis.js';
import { policyLedger } from '../policy-effects/ledger.js';
import { ABOUT, type Measure } from '../policy-effects/ledger-measures.js';
import { readReportedEffects } from '../policy-effects/reported-effects.js';
import type { Rational } from '../grading/rational.js';
import { moment } from './arguments.js';
import type { Call } from './call.js';
import { DONE } from './exit.js';
import { mustNameGrades, namedGrades, withGrades, type GradedByOptions } from './graded-by.js';
import { openTreatments, readGraded, TREATMENTS_OPTION } from './landtax-reading.js';
import { chosenBy, withFilters, type Filters } from './list-filters.js';
import { answerList, formatOption, type ListFormat, type Listing } from './listing.js';
import { PURPOSE_OPTION, withReading } from './reading.js';
import type { Session } from './session.js';
import { LAND_TAX, LEDGER, readGrades, readOf } from './touched.js';

interface Options extends GradedByOptions, Filters {
  readonly asOf?: Date;
  readonly treatments?: string;
  readonly format: ListFormat;
  readonly differences?: boolean;
  readonly purpose?: string;
}

/** `muhub landtax ledger`: what policy gave and took by quarter, beside what the treatments say should have been. */
export function ledgerCommand(landtax: Command, call: Call): void {
  const { say, end } = call;
  withFilters(withGrades(landtax.command('ledger')))
    .description('政策效果台账：按季列出已报送的执行情况（policy.effects）和按政策应执行的数额，差异逐户列出')
    .option('--differences', '只列逐户差异')
    .option('--as-of <time>', '按此时刻已知的数据（如 2026-11-21T08:00:00Z）', moment)
    .option(...TREATMENTS_OPTION)
    .addOption(formatOption())
    .option(...PURPOSE_OPTION)
    .action(async (options: Options, command: Command) => {
      mustNameGrades(options, command);
      const asked = { command: 'landtax ledger', ...options };
      const found = await withReading(call, asked, (session, trace) => read(session, trace, options));
      say(`${found.year} 年政策效果台账：差异 ${found.differences.length} 条`);
      await answerList(call, options.format, options.differences ? differenceListing(found) : quarterListing(found));
      end(DONE);
    });
}

async function read(session: Session, trace: Trace, options: Options) {
  const { db } = session.database;
  const { year, scheme, publication } = await namedGrades(session, options);
  const known = await versionAt(db, options.asOf);
  const version = publication?.dataVersion ?? known;
  const registry = await openTreatments(session, options.treatments);
  const { by, assessed, treatments, directory } = await readGraded(session, registry, { scheme, year, version, publication });
  const [basis, reported] = await Promise.all([
    readFiscalBasis(session.readers, treatments, year, version),
    readReportedEffects(db, known, year),
  ]);
  readGrades(trace, assessed, by.vocabulary, {
    coordinates: LEDGER,
    creditCodes: assessed.assessment.results.map(({ creditCode }) => creditCode),
  });
  readOf(trace, [...LAND_TAX, 'utilities'], { coordinates: LEDGER, creditCodes: reported.map(({ creditCode }) => creditCode) });
  const { lines, differences: all } = policyLedger(basis, assessed.assessment.results, reported);
  const classes = new Map(assessed.assessment.results.map(({ creditCode, final }) => [creditCode, final]));
  const chosen = chosenBy(options, directory, (creditCode) => classes.get(creditCode));
  const differences = all.filter(({ creditCode }) => chosen(creditCode));
  return {
    ...{
      year,
      scheme: assessed.scheme.scheme.id,
      digest: assessed.scheme.digest,
      dataVersion: String(version),
      publication: publication?.id ?? null,
    },
    quarters: lines.map(({ quarter, measure, due, reported: gave }) => ({
      ...{
        quarter,
        measure,
        title: ABOUT[measure].title,
        unit: ABOUT[measure].unit,
        due: text(measure, due),
        reported: text(measure, gave),
      },
      difference: text(measure, due && gave && gave.minus(due)),
    })),
    differences: differences.map(({ quarter, measure, creditCode, class: name, due, reported: gave, difference }) => ({
      ...{ quarter, measure, title: ABOUT[measure].title, creditCode, name: directory.get(creditCode)?.name ?? null, class: name ?? null },
      ...{ unit: ABOUT[measure].unit, due: text(measure, due), reported: text(measure, gave), difference: text(measure, difference) },
    })),
  };
}

type Read = Awaited<ReturnType<typeof read>>;
const AMOUNTS = ['应执行', '已报送', '差额'];

function quarterListing(read: Read): Listing {
  return {
    title: `${read.year} 年政策效果台账`,
    header: ['季度', '措施', '单位', ...AMOUNTS],
    rows: read.quarters.map(({ quarter, title, unit, ...of }) => [String(quarter), title, unit, ...amounts(of)]),
    numbers: AMOUNTS,
    json: read,
  };
}

function differenceListing(read: Read): Listing {
  return {
    title: `${read.year} 年政策效果逐户差异`,
    header: ['季度', '措施', '统一社会信用代码', '企业名称', '类别', '单位', ...AMOUNTS],
    rows: read.differences.map(({ quarter, title, creditCode, name, class: its, unit, ...of }) => {
      return [String(quarter), title, creditCode, name ?? '', its ?? '', unit, ...amounts(of)];
    }),
    numbers: AMOUNTS,
    json: read,
  };
}

function amounts({ due, reported, difference }: Pick<Read['quarters'][number], 'due' | 'reported' | 'difference'>): string[] {
  return [due ?? '', reported ?? '未报送', difference ?? ''];
}

/** Money to 分, quantities exact; null where there is none. */
function text(measure: Measure, value: Rational | undefined): string | null {
  return value === undefined ? null : ABOUT[measure].unit === '元' ? value.toFixed(2) : value.toString();
}
