const COUNTY_TIME = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });

/** The day of a moment in the county's time, YYYY-MM-DD. */
export function countyDay(at: Date): string {
  return COUNTY_TIME.format(at);
}

/** Whether a text is a day of the calendar, YYYY-MM-DD; 2023-02-29 is none. */
export function isDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(NaN);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text) && text >= '0001';
}

/** Whether a moment can be kept and compared: in UTC it lies in the years 1 to 9999. */
export function isInRange(moment: Date): boolean {
  const year = moment.getUTCFullYear();
  return year >= 1 && year <= 9999;
}
