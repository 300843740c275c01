import { eq, sql } from 'drizzle-orm';
import type { Readable } from 'node:stream';
import type { Db } from '../db/db.js';
import { isReportColumn, NOTE_SHEET, REPORT_COLUMNS, reportCells } from '../handover/report-columns.js';
import type { Batch, TableSheet } from '../workbook/table-sheet.js';
import { xlsxOf } from '../workbook/workbook.js';
import type { IntakeReport } from './report.js';
import { handover, handoverIssue, quarantine } from './table.js';

const LINES_AT_A_TIME = 10_000;
const NOTE_HEADINGS = ['行号', '栏目', '内容', '说明'];
const [PROBLEM] = REPORT_COLUMNS;

/**
 * What became of files as a workbook (HANDOVER.md, `--report`): of each file and dataset the lines in quarantine as they were
 * handed over, to be mended and handed in again; then what was warned of, and what refused a file.
 * @param db the database, or the transaction that took them in
 */
export async function quarantineReport(db: Db, reports: readonly IntakeReport[], made: Date): Promise<Readable> {
  const sheets: TableSheet[] = [];
  const named = (title: string) => `${sheets.length + 1} ${title}`;
  for (const report of reports) {
    if (report.handoverId === undefined || report.quarantined === 0) continue;
    const { handoverId, file } = report;
    for (const labels of await headersOf(db, handoverId)) sheets.push(waitingSheet(db, named(file), handoverId, labels));
  }
  for (const { file, issues, status, issueCounts } of reports) {
    const told = issues.filter(({ severity }) => severity === 'warning' || (severity === 'error' && status === 'refused'));
    if (told.length === 0) continue;
    const rows = told.map(({ line, sheet, column, found, message }) => {
      return [line === undefined ? '' : `${sheet ? `${sheet}!` : ''}${line}`, column ?? '', found ?? '', message];
    });
    for (const code of new Set(told.map((each) => each.code))) {
      const left = (issueCounts[code] ?? 0) - told.filter((each) => each.code === code).length;
      if (left > 0) rows.push(['', '', code, `另有 ${left} 处没有在此列出，与所列的同类；更正后重新报送即可再查`]);
    }
    sheets.push({ name: `${NOTE_SHEET} ${named(file)}`, columns: NOTE_HEADINGS.map((heading) => ({ heading })), rows: [rows] });
  }
  if (sheets.length === 0) sheets.push({ name: NOTE_SHEET, columns: [{ heading: '说明' }], rows: [[['没有隔离行、警告和拒收']]] });
  const [table, ...further] = sheets;
  const properties = { title: '报送检查结果', creator: '亩均中枢', description: '更正标出的格后原样报送', created: made.toISOString() };
  return xlsxOf({ table: table!, further, properties });
}

const labelsOf = sql<string[]>`coalesce(${quarantine.labels}, ${handover.labels})`;

async function headersOf(db: Db, handoverId: number): Promise<readonly (readonly string[])[]> {
  const rows = await db
    .select({ labels: labelsOf })
    .from(quarantine)
    .innerJoin(handover, eq(handover.id, quarantine.handoverId))
    .where(eq(quarantine.handoverId, handoverId))
    .groupBy(labelsOf)
    .orderBy(sql`min(${quarantine.id})`);
  return rows.map(({ labels }) => labels);
}

/** The lines under one header, as many at a time as are written. */
function waitingSheet(db: Db, name: string, handoverId: number, labels: readonly string[]): TableSheet {
  // What a mended report says of an earlier handover is no more of use.
  const own = [...labels.keys()].filter((at) => !isReportColumn(labels[at]!));
  const marked = new WeakMap<readonly string[], ReadonlySet<number>>();
  const rows = async function* (): AsyncGenerator<Batch, void> {
    for (let last = 0; ;) {
      const lines = await linesAfter(db, handoverId, labels, last);
      if (lines.length === 0) return;
      last = lines[lines.length - 1]!.id;
      yield lines.map(({ sheet, line, raw, issues }) => {
        const problem = issues.map(({ message }) => message).join('\n');
        const texts = [...own.map((at) => raw[at] ?? ''), ...reportCells(problem, { handoverId, sheet, line })];
        const wrong = new Set(issues.map(({ column }) => column));
        marked.set(texts, new Set([...own.keys()].filter((at) => wrong.has(labels[own[at]!]!.trim()))));
        return texts;
      });
    }
  };
  const columns = [...own.map((at) => labels[at]!), ...REPORT_COLUMNS].map((heading) => ({ heading }));
  return { name, columns, rows: rows(), isMarked: (texts, at) => marked.get(texts)?.has(at) ?? columns[at]?.heading === PROBLEM };
}

interface WaitingLine extends Record<string, unknown> {
  readonly id: number;
  readonly sheet: string | null;
  readonly line: number;
  readonly raw: readonly string[];
  readonly issues: readonly { readonly column: string | null; readonly message: string }[];
}

async function linesAfter(db: Db, handoverId: number, labels: readonly string[], last: number): Promise<readonly WaitingLine[]> {
  const { rows } = await db.execute<WaitingLine>(sql`
    with waiting as (
      select ${quarantine.id}, ${quarantine.sheet}, ${quarantine.line}, ${quarantine.raw}
      from ${quarantine} join ${handover} on ${handover.id} = ${quarantine.handoverId}
      where ${quarantine.handoverId} = ${handoverId} and ${quarantine.id} > ${last} and ${labelsOf} = ${JSON.stringify(labels)}::jsonb
      order by ${quarantine.id} limit ${LINES_AT_A_TIME}),
    wrong as (
      select sheet, line, jsonb_agg(jsonb_build_object('column', column_label, 'message', message) order by id) as issues
      from ${handoverIssue} where handover_id = ${handoverId} and severity = 'error' and line is not null group by sheet, line)
    select waiting.id::integer, waiting.sheet, waiting.line, waiting.raw, coalesce(wrong.issues, '[]') as issues
    from waiting left join wrong on wrong.line = waiting.line and wrong.sheet is not distinct from waiting.sheet
    order by waiting.id`);
  return rows;
}
