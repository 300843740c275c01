import type { Page } from '../../db/page.js';
import type { GradeView } from '../../assessment/views.js';
import type { RoundChange } from '../../round/difference.js';
import type { Noticed } from '../../round/desk.js';
import type { RoundNow } from '../../round/on-round.js';
import type { RoundEvent } from '../../round/round.js';

export type EvaluationRoundMapper = RoundNow;
export type RoundEventMapper = RoundEvent;
export type NoticeListMapper = Pick<Noticed, 'csv' | 'digest' | 'days'>;
/** An enterprise of a round, by its result at V1. */
export type RoundParticipantMapper = GradeView & { readonly evaluated: boolean };
/** An enterprise of a change, at the data version of the round. */
export type RoundChangeMapper = RoundChange & { readonly version: number };
export type RoundParticipantConnectionMapper = Page<RoundParticipantMapper>;
export type RoundChangeConnectionMapper = Page<RoundChangeMapper>;
export type RoundEventConnectionMapper = Page<RoundEvent>;
