const DAY = 86_400_000;
/** The last day that is written with four digits; what would come after it is never reached. */
const LAST = '9999-12-31';

/** The day so many days later (YYYY-MM-DD), or earlier. */
export function plusDays(day: string, days: number): string {
  const time = Date.parse(day) + days * DAY;
  return time > Date.parse(LAST) ? LAST : new Date(time).toISOString().slice(0, 10);
}

/** The same day of the year so many years later, 29 February becoming 28 where there is none (LANDUSE.md). */
export function plusYears(day: string, years: number): string {
  const year = Number(day.slice(0, 4)) + years;
  if (year > 9999) return LAST;
  const rest = day.slice(4) === '-02-29' && !isLeap(year) ? '-02-28' : day.slice(4);
  return `${String(year).padStart(4, '0')}${rest}`;
}

/** The calendar days from one day to another; negative where the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY;
}

/** The earlier of two days. */
export function earlierDay(a: string, b: string): string {
  return a < b ? a : b;
}

/** Whether a row counts on a day: its own date has come, or it has none (LANDUSE.md, Day). */
export function countsOn(on: string, own: string | null): boolean {
  return own === null || own <= on;
}

/** The latest calendar year that has ended on or before a day. */
export function factYear(on: string): number {
  const year = Number(on.slice(0, 4));
  return on.endsWith('-12-31') ? year : year - 1;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
