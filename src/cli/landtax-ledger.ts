import type { Command } from 'commander';
import type { Trace } from '../audit/trace.js';
import { versionAt } from '../db/data-version.js';
import { csvText } from '../handover/csv-writing.js';
import { readFiscalBasis } from '../policy-effects/fiscal-basis.js';
import { policyLedger } from '../policy-effects/ledger.js';
import { ABOUT, type Measure } from '../policy-effects/ledger-measures.js';
import { readReportedEffects } from '../policy-effects/reported-effects.js';
import type { Rational } from '../grading/rational.js';
import { moment, oneOf } from './arguments.js';
import type { Call } from './call.js';
import { DONE } from './exit.js';
import { mustNameGrades, namedGrades, withGrades, type GradedByOptions } from './graded-by.js';
import { openTreatments, readGraded, TREATMENTS_OPTION } from './landtax-reading.js';
import { PURPOSE_OPTION, withReading } from './reading.js';
import type { Session } from './session.js';
import { alignedTable } from './table.js';
import { LAND_TAX, LEDGER, readGrades, readOf } from './touched.js';

interface Options extends GradedByOptions {
  readonly asOf?: Date;
  readonly treatments?: string;
  readonly format: 'table' | 'csv' | 'json';
  readonly differences?: boolean;
  readonly purpose?: string;
}

/** `muhub landtax ledger`: what policy gave and took by quarter, beside what the treatments say should have been. */
export function ledgerCommand(landtax: Command, call: Call): void {
  const { answer, say, end } = call;
  withGrades(landtax.command('ledger'))
    .description('政策效果台账：按季列出已报送的执行情况（policy.effects）和按政策应执行的数额，差异逐户列出')
    .option('--differences', '只列逐户差异')
    .option('--as-of <time>', '按此时刻已知的数据（如 2026-11-21T08:00:00Z）', moment)
    .option(...TREATMENTS_OPTION)
    .option('--format <format>', 'table、csv 或 json', oneOf('table', 'csv', 'json'), 'table')
    .option(...PURPOSE_OPTION)
    .action(async (options: Options, command: Command) => {
      mustNameGrades(options, command);
      const asked = { command: 'landtax ledger', ...options };
      const { quarters, differences, ...of } = await withReading(call, asked, (session, trace) => read(session, trace, options));
      say(`${of.year} 年政策效果台账：差异 ${differences.length} 条`);
      if (options.format === 'json') await answer(JSON.stringify({ ...of, quarters, differences }, null, 1));
      else await answer(FORMATS[options.format](...(options.differences ? differenceTable(differences) : quarterTable(quarters))));
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
  const { lines, differences } = policyLedger(basis, assessed.assessment.results, reported);
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
type Table = readonly [header: string[], rows: string[][]];

function quarterTable(quarters: Read['quarters']): Table {
  return [
    ['季度', '措施', '单位', '应执行', '已报送', '差额'],
    quarters.map(({ quarter, title, unit, due, reported, difference }) => [
      String(quarter),
      title,
      unit,
      due ?? '',
      reported ?? '未报送',
      difference ?? '',
    ]),
  ];
}

function differenceTable(differences: Read['differences']): Table {
  return [
    ['季度', '措施', '统一社会信用代码', '企业名称', '类别', '单位', '应执行', '已报送', '差额'],
    differences.map((each) => [
      String(each.quarter),
      each.title,
      each.creditCode,
      each.name ?? '',
      each.class ?? '',
      each.unit,
      each.due ?? '',
      each.reported ?? '未报送',
      each.difference ?? '',
    ]),
  ];
}

const FORMATS = {
  csv: (header: string[], rows: string[][]) => csvText(header, rows),
  table: (header: string[], rows: string[][]) => alignedTable(header, rows, ['应执行', '已报送', '差额']),
};

/** Money to 分, quantities exact; null where there is none. */
function text(measure: Measure, value: Rational | undefined): string | null {
  return value === undefined ? null : ABOUT[measure].unit === '元' ? value.toFixed(2) : value.toString();
}
