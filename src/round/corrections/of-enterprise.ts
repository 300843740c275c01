import { recordSets } from '../../intake/record-sets.js';
import { issue, type RoundIssue } from '../refused.js';
import type { RecordCorrection } from './read-correction.js';

/** What of some corrections is a record of another enterprise than the one that they are about. */
export function ofEnterprise(creditCode: string, corrections: readonly RecordCorrection[]): RoundIssue[] {
  return corrections.flatMap(({ dataset: id, key }) => {
    const dataset = recordSets.get(id)?.dataset;
    const at =
      dataset?.columns.filter(({ key: isKey }) => isKey).findIndex(({ kind, field }) => kind === 'creditCode' && field === 'creditCode') ??
      -1;
    if (at < 0 || key[at] === creditCode) return [];
    return [issue('VALUE_INVALID', 'key', `${dataset!.title}的这条记录不是本企业（${creditCode}）的`)];
  });
}
