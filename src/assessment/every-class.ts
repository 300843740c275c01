import { Refusal } from '../access/refusal.js';
import type { SeenAssessment } from './seen.js';

/**
 * An assessment of which every class is told: what is summed up or found by classes is another figure without some.
 * @throws Refusal FORBIDDEN where some are not
 */
export function everyClass(of: SeenAssessment): SeenAssessment {
  if (!of.unclassed?.size) return of;
  throw new Refusal('FORBIDDEN', `方案 ${of.assessment.scheme.id} 下有企业的等级不能告知，据此汇总或核对的数就不是全部：请按现行方案查询`);
}
