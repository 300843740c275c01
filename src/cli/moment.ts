import { isDay, isInRange } from '../policy/day.js';

const MOMENT = /^(\d{4}-\d\d-\d\d)(?:[T ](([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?)(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?)?$/;
/** Asia/Shanghai: what is written without a zone is the county's time. */
const COUNTY = '+08:00';

/**
 * A moment as it is written on the command line: `2026-11-21T08:00:00Z`, without a zone in the county's time, or a day.
 * @param of which end of a day that is written alone
 * @returns undefined for what is no moment, or of a day that there is not
 */
export function momentOf(text: string, of: 'start' | 'end'): Date | undefined {
  const [, day, time, , zone = COUNTY] = MOMENT.exec(text) ?? [];
  if (day === undefined || !isDay(day)) return undefined;
  const moment = new Date(`${day}T${time ?? (of === 'end' ? '23:59:59.999' : '00:00')}${zone}`);
  return isInRange(moment) ? moment : undefined;
}
