import { countyDay } from '../policy/day.js';
import type { WorkCalendar } from '../policy/calendar.js';
import { beginningOf } from './standing.js';
import type { Round, RoundEvent } from './round.js';

/** The first and the last day of a notice. */
export interface NoticeDays {
  readonly from: string;
  readonly to: string;
}

/**
 * The days on which the list is public for objections: they count from the day after the notice; a deadline may lengthen
 * them, never shorten them. Undefined before the notice.
 * @throws CalendarMissing where a year's holidays are not at hand
 */
export function noticeDays(
  { noticeWorkdays, deadlines }: Pick<Round, 'noticeWorkdays' | 'deadlines'>,
  events: readonly RoundEvent[],
  calendar: WorkCalendar,
): NoticeDays | undefined {
  const notice = beginningOf(events, 'NOTICED');
  if (!notice) return undefined;
  const from = countyDay(notice.at);
  const last = calendar.workdaysAfter(from, noticeWorkdays);
  const deadline = deadlines.NOTICED;
  return { from, to: deadline !== undefined && deadline > last ? deadline : last };
}
