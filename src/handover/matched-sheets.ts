import type { DatasetDefinition } from './dataset.js';
import { issue, type IssuePlace } from './issue-catalogue.js';
import type { Issue } from './issue.js';
import { nearestDataset } from './nearest-dataset.js';
import type { FindHeader } from './open-file.js';
import { isNoteSheet } from './report-columns.js';
import type { MatchedSheet } from './row-blocks.js';
import type { Sheet } from './sheet.js';
import { isTemplateNotes } from './template.js';

/** The sheets of a file by dataset, the register first, each with those that are read; and the ones that are not. */
export interface MatchedSheets {
  readonly tables: readonly (readonly MatchedSheet[])[];
  readonly ignored: readonly Sheet[];
}

const REGISTER = 'enterprise.register';

/** Matches every visible sheet by itself; those of one dataset stay in their order. What is empty is passed over. */
export function matchSheets(sheets: readonly Sheet[], find: FindHeader): MatchedSheets {
  const byDataset = new Map<string, MatchedSheet[]>();
  const ignored: Sheet[] = [];
  for (const sheet of sheets) {
    const header = sheet.hidden ? undefined : find(sheet);
    if (header) byDataset.set(header.dataset.id, [...(byDataset.get(header.dataset.id) ?? []), { sheet, header }]);
    else if (sheet.hidden || (sheet.head.length > 0 && !isTemplateNotes(sheet) && !isNoteSheet(sheet.name))) ignored.push(sheet);
  }
  const tables = [...byDataset].sort(([a], [b]) => Number(b === REGISTER) - Number(a === REGISTER)).map(([, matched]) => matched);
  return { tables, ignored };
}

/** Why a sheet is not read; that a hidden one is not is only noticed. */
export function sheetIgnored(sheet: Sheet, datasets: readonly DatasetDefinition[], place: IssuePlace): Issue {
  const at = { ...place, sheet: sheet.name };
  if (sheet.hidden) return { ...issue('SHEET_IGNORED', { ...at, detail: '已隐藏' }), severity: 'notice' };
  return issue('SHEET_IGNORED', { ...at, detail: nearestDataset([sheet], datasets) ?? '没有任何数据集的列' });
}
