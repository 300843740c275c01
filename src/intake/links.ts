import { eq } from 'drizzle-orm';
import { versionAt } from '../db/data-version.js';
import type { Db } from '../db/db.js';
import { insertRows } from '../db/insert-rows.js';
import type { RecordSet } from '../db/record-set.js';
import type { RecordKeeping } from '../db/records.js';
import { SourceUnavailable } from '../db/apart/source-unavailable.js';
import { landSupplies } from '../departments/land/supply-datasets.js';
import type { DepartmentId } from '../grading/fact.js';
import type { DatasetDefinition } from '../handover/dataset.js';
import { issue } from '../handover/issue-catalogue.js';
import type { Issue, LinkCode } from '../handover/issue.js';
import { oversupplied } from './area-over-approved.js';
import { IssueTally } from './issue-tally.js';
import { knownNames, nameKey, rowsOfHandover, type NamingLine } from './named-records.js';
import { recordSets } from './record-sets.js';
import type { IntakeReport } from './report.js';
import { handover, handoverIssue } from './table.js';

/** Where a department's records are read. */
type HomeOf = (department: DepartmentId) => Promise<Db>;

/** Whether rows of a dataset name what other files hold: what became of such a file is known when all are taken in. */
export function hasLinks(dataset: string | null): boolean {
  const found = recordSets.get(dataset ?? '')?.dataset;
  return found !== undefined && (found.links !== undefined || found.datesInOrder !== undefined);
}

/**
 * Judges what the accepted rows of handovers name, once all files of a call are taken in (LANDUSE.md, Datasets, Links): puts
 * the warnings on record. Where a department's database cannot be had, what lies there is not judged: the row stands anyway.
 * @returns the report of a handover with them
 */
export async function tellLinks(db: Db, apart: RecordKeeping['apart'] | undefined, report: IntakeReport): Promise<IntakeReport> {
  const { handoverId, status, dataset, file } = report;
  if (status !== 'accepted' || handoverId === undefined || !hasLinks(dataset)) return report;
  const recordSet = recordSets.get(dataset!)!;
  return db.transaction(async (tx) => {
    const [row] = await tx.select({ version: handover.version }).from(handover).where(eq(handover.id, handoverId));
    const now = await versionAt(tx);
    const homeOf: HomeOf = async (department) => (await apart?.(department)?.at(now)) ?? tx;
    const tally = new IssueTally();
    try {
      for await (const issues of judged(recordSet, { handoverId, version: row!.version! }, homeOf, file)) {
        await insertRows(
          tx,
          handoverIssue,
          tally.add(issues).map(({ code, severity, sheet, line, column, found, message }) => {
            return { handoverId, code, severity, sheet, line, column, found, message };
          }),
        );
      }
    } catch (error) {
      if (!SourceUnavailable.in(error)) throw error;
    }
    if (tally.first.length === 0) return report;
    const issueCounts = { ...report.issueCounts, ...tally.counts };
    await tx.update(handover).set({ issueCounts }).where(eq(handover.id, handoverId));
    return { ...report, issueCounts, issues: [...report.issues, ...tally.first] };
  });
}

/** What is to be said of the rows of a handover, page by page. */
async function* judged(
  recordSet: RecordSet,
  of: { readonly handoverId: number; readonly version: number },
  homeOf: HomeOf,
  file: string,
): AsyncGenerator<readonly Issue[], void> {
  const { dataset } = recordSet;
  const home = await homeOf(dataset.department);
  const tell = (code: LinkCode, field: string, { line, sheet }: NamingLine, found: string): Issue => {
    const column = dataset.columns.find((each) => each.field === field)!.label;
    return issue(code, { file, department: dataset.department, line, sheet: sheet ?? undefined, column, found });
  };
  for (const { code, fields, dataset: target, named } of dataset.links ?? []) {
    const targets = recordSets.get(target)!;
    const there = await homeOf(targets.dataset.department);
    for await (const page of rowsOfHandover(home, recordSet, of, fields)) {
      const naming = page.filter(({ values }) => values.some((value) => value !== null));
      const known = await knownNames(there, targets, named, distinct(naming));
      yield naming.filter(({ values }) => !known.has(nameKey(values))).map((row) => tell(code, fields[0]!, row, nameOf(row)));
    }
  }
  if (dataset.datesInOrder) {
    for await (const page of rowsOfHandover(home, recordSet, of, dataset.datesInOrder)) {
      yield page.flatMap((row) => {
        const late = outOfOrder(row.values);
        return late === undefined ? [] : [tell('DATE_ORDER', dataset.datesInOrder![late]!, row, row.values[late]!)];
      });
    }
  }
  if (isOfApprovals(dataset)) {
    for await (const page of rowsOfHandover(home, recordSet, of, ['approvalDocument', 'project'])) {
      const naming = page.filter(({ values }) => values.every((value) => value !== null));
      const over = await oversupplied(home, distinct(naming));
      yield naming.filter(({ values }) => over.has(nameKey(values))).map((row) => tell('AREA_OVER_APPROVED', 'area', row, nameOf(row)));
    }
  }
}

function isOfApprovals({ id }: DatasetDefinition): boolean {
  return id === landSupplies.id;
}

/** Which date comes before one that stands before it, of those present. */
function outOfOrder(dates: readonly (string | null)[]): number | undefined {
  let last = '';
  for (const [i, date] of dates.entries()) {
    if (date === null) continue;
    if (date < last) return i;
    last = date;
  }
  return undefined;
}

function distinct(rows: readonly NamingLine[]): readonly (readonly (string | null)[])[] {
  return [...new Map(rows.map(({ values }) => [nameKey(values), values])).values()];
}

function nameOf({ values }: NamingLine): string {
  return values.filter((value) => value !== null).join(' ');
}
