import type { Header, HeaderCell } from './header.js';
import { issue, type IssuePlace } from './issue-catalogue.js';
import type { Issue, IssueCode } from './issue.js';
import { isReportColumn } from './report-columns.js';
import { isUnitOf } from './unit.js';

/** What is to be said of a header: its columns one by one, what stands above it, the columns that are not there, its year. */
export function headerIssues(header: Header, place: IssuePlace): Issue[] {
  const issues: Issue[] = [];
  const earlierColumns = new Map<string, string>();
  for (const cell of header.cells) {
    const at = { ...place, column: cell.text.trim() };
    if (!cell.column) {
      if (cell.text.trim() !== '' && !isReportColumn(cell.text)) issues.push(issue('UNKNOWN_COLUMN', at));
      continue;
    }
    const earlier = earlierColumns.get(cell.column.field);
    if (earlier !== undefined) issues.push(issue('COLUMN_DOUBLED', { ...at, detail: `与“${earlier}”是同一列` }));
    earlierColumns.set(cell.column.field, cell.text.trim());
    const code = unitIssue(cell, header);
    if (code) issues.push(issue(code, { ...at, found: cell.unknownUnit ?? cell.unit }));
  }
  if (header.unitBelow)
    issues.push(issue('UNIT_MISSING', { ...place, ...header.unitBelow, detail: '计量单位写在了表头下面一行，请写进表头' }));
  for (const { code, found } of header.problems) issues.push(issue(code, { ...place, found, detail: '见表头上方' }));
  for (const column of header.dataset.columns) {
    if (column.key || column.optional || earlierColumns.has(column.field)) continue;
    issues.push(issue('COLUMN_ABSENT', { ...place, column: column.label }));
  }
  return [...issues, ...yearIssues(header, place)];
}

function unitIssue({ column, unit, unknownUnit }: HeaderCell, { problems }: Header): IssueCode | undefined {
  if (unknownUnit !== undefined) return 'UNIT_UNKNOWN';
  // A unit that is said above, but cannot be made out, is not missing.
  if (unit === undefined) return column?.unit && column.unit.canonical === undefined && problems.length === 0 ? 'UNIT_MISSING' : undefined;
  if (column?.kind === 'year' && isUnitOf('years', unit)) return undefined;
  return column?.unit && isUnitOf(column.unit.kind, unit) ? undefined : 'UNIT_MISMATCH';
}

function yearIssues({ year }: Header, place: IssuePlace): Issue[] {
  if (year?.where === undefined) return [];
  const code = year.years.length > 1 ? 'YEAR_AMBIGUOUS' : 'YEAR_FROM_TITLE';
  return [issue(code, { ...place, found: year.found, detail: `${year.where}：${year.years.join('、')}` })];
}
