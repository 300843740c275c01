import { InvalidArgumentError } from 'commander';
import { isDay } from '../policy/day.js';
import { systemNamed } from '../handover/outline-system.js';
import { momentOf } from './moment.js';

/** A year as an argument. */
export function wholeYear(value: string): number {
  if (!/^\d{4}$/.test(value)) throw new InvalidArgumentError('应为四位年度，如 2024。');
  return Number(value);
}

/** The system of outlines as an argument. */
export function outlineSystem(value: string): string {
  const system = systemNamed(value);
  if (system === undefined) throw new InvalidArgumentError('应为 EPSG:4490、EPSG:4326，或 EPSG:4513 至 EPSG:4554 之一。');
  return system;
}

/** A moment as an argument: in the county's time unless it has a zone; a day is known of to its end. */
export function moment(value: string): Date {
  const time = momentOf(value, 'end');
  if (!time) throw new InvalidArgumentError('应为时刻，如 2026-11-21T16:00:00（北京时间）、2026-11-21T08:00:00Z 或 2026-11-21。');
  return time;
}

/** A day as an argument. */
export function day(value: string): string {
  if (!isDay(value)) throw new InvalidArgumentError('应为日期，如 2026-11-21。');
  return value;
}

/** The number of a publication as an argument. */
export function publicationNumber(value: string): number {
  if (!/^[1-9]\d{0,14}$/.test(value)) throw new InvalidArgumentError('应为公布的编号（muhub publications 列出的第几号）。');
  return Number(value);
}

/** The number of a handover as an argument. */
export function handoverNumber(value: string): number {
  if (!/^[1-9]\d{0,14}$/.test(value)) throw new InvalidArgumentError('应为报送编号（接收时给出，报送清单 handovers 中也有）。');
  return Number(value);
}

/** The number of a round as an argument. */
export function roundNumber(value: string): number {
  if (!/^[1-9]\d{0,14}$/.test(value)) throw new InvalidArgumentError('应为轮次编号（muhub round status 列出）。');
  return Number(value);
}

/** A whole number as an argument. */
export function wholeNumber(value: string): number {
  if (!/^\d{1,4}$/.test(value)) throw new InvalidArgumentError('应为整数。');
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
