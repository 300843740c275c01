import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCalendar, parseCalendar } from '../../src/policy/calendar.js';
import { dayAfter } from '../../src/policy/treatment-reading.js';

const shipped = await loadCalendar('calendar');

describe('workdays', () => {
  it.each([
    // 公示 of five workdays, as counties published them (ROUND.md): from the day after the notice.
    ['2024-09-05', 5, '2024-09-12'],
    // Over 国庆, with 29 September and 12 October worked for it.
    ['2024-09-27', 5, '2024-10-10'],
    ['2026-09-24', 5, '2026-10-09'],
    ['2025-12-31', 3, '2026-01-06'],
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-02-14', 1, '2026-02-24'],
    ['2024-06-07', 0, '2024-06-07'],
  ])('from %s on, %i: %s', (day, count, last) => {
    expect(shipped.workdaysAfter(day, count)).toBe(last);
  });

  it('end on a workday, with as many workdays on the way as were counted', () => {
    const day = fc.date({ min: new Date('2023-01-01'), max: new Date('2026-10-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 20 }), (date, count) => {
        const from = date.toISOString().slice(0, 10);
        const last = shipped.workdaysAfter(from, count);
        const on: string[] = [];
        for (let at = dayAfter(from); at <= last; at = dayAfter(at)) if (shipped.isWorkday(at)) on.push(at);
        expect(on).toHaveLength(count);
        expect(on.at(-1)).toBe(last);
      }),
    );
  });

  it('are refused by name where a year is not at hand', () => {
    expect(() => shipped.workdaysAfter('2026-12-30', 5)).toThrow(/^没有 2027 年的放假安排/);
  });

  it('are of the folder of the county', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'calendar-'));
    try {
      const text = `calendar: 2027\ntitle: 甲\nsources: [{ document: 乙 }]\noff: [{ from: 2027-01-04, to: 2027-01-04, title: 丙 }]\nworkdays: [2027-01-02]\n`;
      writeFileSync(path.join(folder, '2027.yaml'), text);
      expect((await loadCalendar(folder)).workdaysAfter('2027-01-01', 2)).toBe('2027-01-05');
      writeFileSync(path.join(folder, '2028.yaml'), text.replace('calendar: 2027', 'calendar: 2028'));
      await expect(loadCalendar(folder)).rejects.toThrow('2027-01-04 不在 2028 年');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('a calendar', () => {
  const good =
    'calendar: 2027\ntitle: 甲\nsources: [{ document: 乙 }]\noff: [{ from: 2027-01-01, to: 2027-01-03, title: 元旦 }]\nworkdays: [2027-01-09]\n';
  it.each([
    ['a day that does not exist', good.replace('2027-01-09', '2027-02-29'), /日历上有的日期/],
    ['a day of both kinds', good.replace('2027-01-09', '2027-01-02'), /既是放假的日子又是调休上班的日子/],
    ['an end before the beginning', good.replace('to: 2027-01-03', 'to: 2026-12-31'), /早于/],
    ['no document', good.replace('sources: [{ document: 乙 }]\n', ''), /文件依据/],
    ['no year', good.replace('calendar: 2027', 'calendar: 明年'), /应当是数字/],
  ])('is refused for %s', (_, text, why) => {
    const parsed = parseCalendar(text, 'calendar.yaml');
    expect('problems' in parsed && parsed.problems.map(({ message }) => message).join()).toMatch(why);
  });
});
