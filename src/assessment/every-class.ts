import { Refusal } from '../access/refusal.js';
import { isFurther, type BesideFurther } from './further.js';
import type { SeenAssessment } from './seen.js';

/**
 * An assessment under a scheme not in force of which every class is told, or one in force: what is summed up or found by classes is another figure without some.
 * @throws Refusal FORBIDDEN where some are not
 */
export function everyClass(of: SeenAssessment, looks: BesideFurther): SeenAssessment {
  if (!of.unclassed?.size || !isFurther(of, looks)) return of;
  throw new Refusal('FORBIDDEN', `${of.assessment.scheme.id} 不是现行方案，该方案下有企业的等级不能告知，据此汇总或核对的数就不是全部：请按现行方案查询`);
}
