const MILLISECONDS_A_DAY = 86_400_000;
/** Day 0 of workbooks that count from 1900, from 1 March of that year on: they hold it for a leap year. */
const DAY_ZERO = Date.UTC(1899, 11, 30);
const DAYS_TO_1904 = 1462;
const NO_SUCH_DAY = 60;
/** 9999-12-31. */
const LAST = 2_958_465;
/** What a clock may be short of midnight and mean it. */
const SLACK = 1e-9;

/** The day that a number means in a workbook, as YYYY-MM-DD; undefined if it means none. */
export function dayOf(serial: number, date1904: boolean): string | undefined {
  const day = Math.floor(serial + SLACK) + (date1904 ? DAYS_TO_1904 : 0);
  if (serial < 0 || day < 1 || day > LAST) return undefined;
  if (day === NO_SUCH_DAY) return '1900-02-29';
  const since = day < NO_SUCH_DAY ? day + 1 : day;
  return new Date(DAY_ZERO + since * MILLISECONDS_A_DAY).toISOString().slice(0, 10);
}
