import type { AssessmentView } from '../../assessment/views.js';
import type { Adjustment } from '../../round/adjustments.js';

/** An adjustment, and the round's result that it is applied to. */
export type AdjustmentMapper = Adjustment & { readonly of: AssessmentView };
