import type { FactDefinition } from '../grading/fact.js';
import type { DatasetDefinition } from './dataset.js';
import { duplicates } from './duplicates.js';
import { findHeader, type Header } from './header.js';
import { headerIssues } from './header-issues.js';
import { issue, type IssuePlace } from './issue-catalogue.js';
import type { Issue } from './issue.js';
import { DEFAULT_LIMITS, type Limits } from './limits.js';
import { openFile } from './open-file.js';
import type { AcceptedRow, HandoverReading, QuarantinedRow } from './reading.js';
import { Refusal } from './refusal.js';
import { isBlank, isTotals, rowReader, type Declared, type Row } from './row.js';
import type { Sheet, SheetLine } from './sheet.js';

/** A file to read, and what it is read by. */
export interface HandoverInput {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly datasets: readonly DatasetDefinition[];
  /** The dataset it is said to be; undefined: by its header. */
  readonly dataset?: string;
  readonly eventCodes: ReadonlySet<string>;
  /** The facts that the county declares. */
  readonly facts: ReadonlyMap<string, FactDefinition>;
  readonly limits?: Limits;
}

/** A sheet to be read, under its header. */
interface MatchedSheet {
  readonly sheet: Sheet;
  readonly header: Header;
}

/**
 * Reads one handover file (HANDOVER.md, Reading): bytes in; typed rows, rows to quarantine and issues out, or a refusal of
 * the whole file. Knows no database: UNKNOWN_ENTERPRISE and ALREADY_RECEIVED are for whoever has one.
 * @throws RangeError if `dataset` names none of `datasets`.
 */
export async function readHandover(input: HandoverInput): Promise<HandoverReading> {
  const datasets = candidates(input);
  const file: IssuePlace = { file: input.fileName };
  try {
    const { encoding, sheets } = await openFile(input.bytes, datasets, input.limits ?? DEFAULT_LIMITS);
    const issues = encoding === 'GB18030' ? [issue('ENCODING_GB18030', file)] : [];
    const [matched, ignored] = matchSheets(sheets, datasets);
    const first = matched[0];
    if (!first) return refused(undefined, [], [issue('HEADER_NOT_RECOGNISED', file)]);
    const { dataset } = first.header;
    const place = { ...file, department: dataset.department };
    for (const { name } of ignored) issues.push(issue('SHEET_IGNORED', { ...place, sheet: name }));
    for (const { sheet, header } of matched) issues.push(...headerIssues(header, { ...place, sheet: sheet.name }));
    const labels = first.header.cells.map((cell) => cell.text);
    if (issues.some(({ severity }) => severity === 'error')) return refused(dataset.id, labels, issues);
    const declared: Declared = { events: input.eventCodes, facts: input.facts };
    const rows = matched.flatMap((each) => {
      const read = rowReader(each.header, first.header, declared, { ...place, sheet: each.sheet.name });
      return dataRows(each, read, { ...place, sheet: each.sheet.name }, issues);
    });
    return settle(rows, dataset, labels, place, issues);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, detail, dataset } = error;
    return refused(dataset?.id, [], [issue(code, { ...file, department: dataset?.department, detail })]);
  }
}

function candidates({ dataset, datasets }: HandoverInput): readonly DatasetDefinition[] {
  if (dataset === undefined) return datasets;
  const named = datasets.filter(({ id }) => id === dataset);
  if (named.length === 0) throw new RangeError(`no dataset is called ${dataset}`);
  return named;
}

/** The visible sheets that match, all of the first one's dataset, and the others. */
function matchSheets(sheets: readonly Sheet[], datasets: readonly DatasetDefinition[]): [MatchedSheet[], Sheet[]] {
  const matched: MatchedSheet[] = [];
  const ignored: Sheet[] = [];
  for (const sheet of sheets) {
    const first = matched[0]?.header.dataset;
    const header = sheet.hidden ? undefined : findHeader(sheet.lines, first ? [first] : datasets);
    if (header) matched.push({ sheet, header });
    else ignored.push(sheet);
  }
  return [matched, ignored];
}

/** The data lines of a sheet; totals lines are reported to `issues`, blank ones left out. */
function dataRows({ sheet, header }: MatchedSheet, read: (line: SheetLine) => Row, place: IssuePlace, issues: Issue[]): Row[] {
  const rows: Row[] = [];
  for (let i = header.index + 1; i < sheet.lines.length; i += 1) {
    const line = sheet.lines[i]!;
    if (isBlank(line.cells)) continue;
    if (isTotals(line.cells)) issues.push(issue('TOTALS_ROW', { ...place, line: line.line }));
    else rows.push(read(line));
  }
  return rows;
}

/** Sorts rows into accepted, quarantined and skipped, duplicates looked at. */
function settle(
  rows: readonly Row[],
  dataset: DatasetDefinition,
  labels: readonly string[],
  place: IssuePlace,
  issues: Issue[],
): HandoverReading {
  const accepted: AcceptedRow[] = [];
  const quarantined: QuarantinedRow[] = [];
  let skipped = 0;
  const sound = rows.filter((row) => !row.issues.some(({ severity }) => severity === 'error'));
  const standings = duplicates(sound, dataset);
  let next = 0;
  for (const row of rows) {
    for (const found of row.issues) issues.push(found);
    if (sound[next] !== row) {
      quarantined.push(row);
      continue;
    }
    const standing = standings[next]!;
    next += 1;
    const at = { ...place, sheet: row.sheet, line: row.line };
    if (standing.kind === 'single') {
      accepted.push(row);
    } else if (standing.kind === 'same') {
      skipped += 1;
      issues.push(issue('DUPLICATE_SAME', { ...at, detail: `第 ${standing.as.line} 行` }));
    } else {
      const conflict = issue('DUPLICATE_CONFLICT', { ...at, detail: `第 ${standing.with.line} 行` });
      issues.push(conflict);
      quarantined.push({ ...row, issues: [...row.issues, conflict] });
    }
  }
  return {
    status: 'read',
    dataset: dataset.id,
    labels,
    rows: rows.length,
    accepted,
    quarantined,
    skipped,
    issues,
  };
}

function refused(dataset: string | undefined, labels: readonly string[], issues: Issue[]): HandoverReading {
  return { status: 'refused', dataset, labels, rows: 0, accepted: [], quarantined: [], skipped: 0, issues };
}
