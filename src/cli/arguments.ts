import { InvalidArgumentError } from 'commander';

/** A year as an argument. */
export function wholeYear(value: string): number {
  if (!/^\d{4}$/.test(value)) throw new InvalidArgumentError('应为四位年度，如 2024。');
  return Number(value);
}

/** A moment as an argument: ISO 8601 with its time zone, or a day, which is known of to its end in the county's time. */
export function moment(value: string): Date {
  const day = /^\d{4}-\d\d-\d\d$/.test(value);
  const time = new Date(day ? `${value}T23:59:59.999+08:00` : value);
  if (!(day || /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value)) || Number.isNaN(time.getTime())) {
    throw new InvalidArgumentError('应为带时区的时刻，如 2026-11-21T08:00:00Z 或 2026-11-21T16:00:00+08:00。');
  }
  return time;
}

/** A day as an argument. */
export function day(value: string): string {
  const time = new Date(`${value}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(value) || Number.isNaN(time.getTime()) || !time.toISOString().startsWith(value)) {
    throw new InvalidArgumentError('应为日期，如 2026-11-21。');
  }
  return value;
}

/** The number of a publication as an argument. */
export function publicationNumber(value: string): number {
  if (!/^[1-9]\d{0,14}$/.test(value)) throw new InvalidArgumentError('应为公布的编号（muhub publications 列出的第几号）。');
  return Number(value);
}

/** One of the given words as an argument. */
export function oneOf<T extends string>(...choices: readonly T[]): (value: string) => T {
  return (value) => {
    const choice = choices.find((each) => each === value);
    if (!choice) throw new InvalidArgumentError(`应为 ${choices.join('、')} 之一。`);
    return choice;
  };
}
