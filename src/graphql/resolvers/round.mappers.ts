import type { Page } from '../../db/page.js';
import type { AssessmentView, GradeView } from '../../assessment/views.js';
import type { Adjustment } from '../../round/adjustments.js';
import type { RoundChange } from '../../round/difference.js';
import type { Noticed } from '../../round/desk.js';
import type { RoundNow } from '../../round/on-round.js';
import type { PublicEvaluation, PublicResult } from '../../round/public-results.js';
import type { RoundEvent } from '../../round/round.js';

export type EvaluationRoundMapper = RoundNow;
export type RoundEventMapper = RoundEvent;
export type NoticeListMapper = Pick<Noticed, 'csv' | 'digest' | 'days'>;
/** An enterprise of a round, by its result at V1. */
export type RoundParticipantMapper = GradeView & { readonly evaluated: boolean };
/** An enterprise of a change, at the data version of the round. */
export type RoundChangeMapper = RoundChange & { readonly version: number };
/** An adjustment, and the round's result that it is applied to. */
export type AdjustmentMapper = Adjustment & { readonly of: AssessmentView };
export type RoundParticipantConnectionMapper = Page<RoundParticipantMapper>;
export type RoundChangeConnectionMapper = Page<RoundChangeMapper>;
export type RoundEventConnectionMapper = Page<RoundEvent>;
export type PublicResultMapper = PublicResult;
export type PublicResultConnectionMapper = Page<PublicResult>;
export type PublicEvaluationMapper = PublicEvaluation & { readonly title: string };
