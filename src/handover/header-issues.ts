import type { Header, HeaderCell } from './header.js';
import { issue, type IssuePlace } from './issue-catalogue.js';
import type { Issue } from './issue.js';
import { isReportColumn } from './report-columns.js';
import { isUnitOf } from './unit.js';

/** What is wrong with a header (COLUMN_DOUBLED, UNIT_MISMATCH, UNIT_MISSING) or unknown in it (UNKNOWN_COLUMN), column by column. */
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
    const code = unitIssue(cell);
    if (code) issues.push(issue(code, { ...at, found: cell.unit }));
  }
  return issues;
}

function unitIssue({ column, unit }: HeaderCell): 'UNIT_MISMATCH' | 'UNIT_MISSING' | undefined {
  if (unit === undefined) return column?.unit && column.unit.canonical === undefined ? 'UNIT_MISSING' : undefined;
  return column?.unit && isUnitOf(column.unit.kind, unit) ? undefined : 'UNIT_MISMATCH';
}
