const COUNTY_TIME = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });

/** The day in the county's time, YYYY-MM-DD. */
export function countyDay(now: Date): string {
  return COUNTY_TIME.format(now);
}
