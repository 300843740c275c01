import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Field } from './fields.js';
import { parseSources } from './parse-sources.js';
import { policyText } from './policy-text.js';
import { describeProblem, type SchemeProblem } from './problem.js';
import { dayAfter, TreatmentReading } from './treatment-reading.js';
import { YamlFile } from './yaml-file.js';

const KEYS = ['calendar', 'title', 'sources', 'off', 'workdays'];
const OFF_KEYS = ['from', 'to', 'title'];
const YEARS = { least: 1990, most: 2100 };

/** The days of a year (YYYY-MM-DD) on which offices rest or work although the day of the week says otherwise. */
export interface CalendarYear {
  readonly year: number;
  readonly off: ReadonlySet<string>;
  readonly workdays: ReadonlySet<string>;
}

/** A year's calendar that is not there or wrong; its message says where it belongs (中文). */
export class CalendarMissing extends Error {
  override readonly name = 'CalendarMissing';
}

export type ParsedCalendar = { readonly calendar: CalendarYear } | { readonly problems: readonly SchemeProblem[] };

/** Which days offices work: Monday to Friday but for holidays, and the weekends moved to make up for them (调休). */
export class WorkCalendar {
  readonly #years: ReadonlyMap<number, CalendarYear>;

  constructor(years: readonly CalendarYear[]) {
    this.#years = new Map(years.map((each) => [each.year, each]));
  }

  /** @param day YYYY-MM-DD @throws CalendarMissing where its year is not at hand */
  isWorkday(day: string): boolean {
    const year = this.#years.get(Number(day.slice(0, 4)));
    if (!year) {
      throw new CalendarMissing(
        `没有 ${day.slice(0, 4)} 年的放假安排，无法计算工作日；请把当年的安排写成 calendar/${day.slice(0, 4)}.yaml（见 docs/rounds.md）`,
      );
    }
    if (year.workdays.has(day)) return true;
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    return weekday !== 0 && weekday !== 6 && !year.off.has(day);
  }

  /**
   * The last of a number of workdays, counted from the day after.
   * @param day YYYY-MM-DD; of no workdays it is itself
   * @throws CalendarMissing where a year on the way is not at hand
   */
  workdaysAfter(day: string, count: number): string {
    let at = day;
    for (let left = count; left > 0;) {
      at = dayAfter(at);
      if (this.isWorkday(at)) left -= 1;
    }
    return at;
  }
}

/** The calendars of a folder, one file a year. @throws CalendarMissing with every problem of a file */
export async function loadCalendar(folder: string): Promise<WorkCalendar> {
  const names = (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).sort();
  return new WorkCalendar(await Promise.all(names.map((name) => calendarOf(folder, name))));
}

async function calendarOf(folder: string, name: string): Promise<CalendarYear> {
  const { text, unreadable } = policyText(await readFile(path.join(folder, name)));
  const first = { file: name, line: 1, column: 1, path: '' };
  const parsed = unreadable === undefined ? parseCalendar(text, name) : { problems: [{ ...first, message: unreadable }] };
  if ('problems' in parsed) throw new CalendarMissing(parsed.problems.map(describeProblem).join('；'));
  return parsed.calendar;
}

/** Reads a year's calendar (calendar/2026.yaml), or finds every problem in it. */
export function parseCalendar(text: string, fileName: string): ParsedCalendar {
  const file = new YamlFile(fileName, text);
  if (file.isBroken) return { problems: file.inOrder() };
  const calendar = readCalendar(new TreatmentReading(file));
  return calendar && file.problems.length === 0 ? { calendar } : { problems: file.inOrder() };
}

function readCalendar(reading: TreatmentReading): CalendarYear | undefined {
  const section = reading.section(reading.root, KEYS);
  if (!section) return undefined;
  const year = reading.must(section, 'calendar', (field) => reading.integer(field, YEARS.least, YEARS.most));
  reading.must(section, 'title', (field) => reading.text(field));
  parseSources(reading, section);
  const off = reading.must(section, 'off', (field) => readOff(reading, field));
  const workdays = reading.must(section, 'workdays', (field) => readDays(reading, field));
  if (year === undefined || !off || !workdays) return undefined;
  for (const day of [...off, ...workdays]) {
    if (!day.startsWith(String(year))) reading.report(section, `${day} 不在 ${year} 年；每年一个文件`);
  }
  for (const day of workdays) if (off.includes(day)) reading.report(section, `${day} 既是放假的日子又是调休上班的日子；请只写一处`);
  return { year, off: new Set(off), workdays: new Set(workdays) };
}

function readDays(reading: TreatmentReading, field: Field): readonly string[] {
  return (reading.list(field) ?? []).flatMap((item) => reading.date(item) ?? []);
}

function readOff(reading: TreatmentReading, field: Field): readonly string[] {
  return (reading.list(field) ?? []).flatMap((item) => {
    const section = reading.section(item, OFF_KEYS);
    if (!section) return [];
    reading.must(section, 'title', (at) => reading.text(at));
    reading.must(section, 'from', (at) => reading.date(at));
    reading.must(section, 'to', (at) => reading.date(at));
    const { from, to } = reading.period(section);
    const days: string[] = [];
    // A holiday is days, not years: a slip of the pen must not fill the memory.
    for (let day = from; from && to && day! <= to && days.length < 60; day = dayAfter(day!)) days.push(day!);
    return days;
  });
}
