import { seesZone } from '../access/rows.js';
import type { Viewer } from '../access/viewer.js';
import type { EnterpriseRecord } from '../enterprise/record.js';
import type { SeenAssessment } from './seen.js';

/**
 * The enterprise of a row, if it is there for the viewer: by the rule, and by what the database gave to who is bound to
 * zones. The assessment itself is of everybody.
 */
export function thereFor(viewer: Viewer, { directory, given }: SeenAssessment, row: number): EnterpriseRecord | undefined {
  const record = directory.records[row];
  if (!record || !seesZone(viewer, record.zone)) return undefined;
  return given && given.row(record.creditCode) === undefined ? undefined : record;
}
