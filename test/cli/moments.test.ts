import { describe, expect, it } from 'vitest';
import { momentOf } from '../../src/cli/moment.js';
import { commandLine } from './command-line.js';

describe('a moment on the command line', () => {
  it.each([
    ['2026-11-21T08:00:00Z', '2026-11-21T08:00:00.000Z'],
    ['2026-11-21T16:00:00.123+08:00', '2026-11-21T08:00:00.123Z'],
    ['2026-11-21T16:00:00', '2026-11-21T08:00:00.000Z'],
    ['2026-11-21 16:00', '2026-11-21T08:00:00.000Z'],
    ['2026-11-21', '2026-11-21T15:59:59.999Z'],
  ])('%s is %s: without a zone the county’s', (text, utc) => {
    expect(momentOf(text, 'end')?.toISOString()).toBe(utc);
  });

  const wrong = [
    '2023-02-29',
    '2023-02-29T08:00:00Z',
    '2026-11-21T24:00:00Z',
    '2026-11-21T08:60:00Z',
    '2026-11-21T08:00:00+25:00',
    '0000-01-01',
    '9999-12-31T23:59:59-08:00',
    '2026-11-21T8:00',
    'now',
    '',
  ];
  it.each(wrong)('%j is none', (text) => {
    expect(momentOf(text, 'end')).toBeUndefined();
  });

  const { muhub } = commandLine({});
  it.each([
    [['grade', '--scheme', 'x', '--year', '2024', '--as-of', '2023-02-29T08:00:00Z'], 2, '应为时刻'],
    [['landtax', 'findings', '--year', '2024', '--as-of', '0000-01-01'], 2, '应为时刻'],
    [['revoke', '--subject', 'a', '--issued-before', '2023-02-29'], 1, '不是时刻'],
    [['token', '--role', 'tax_officer', '--expires', '2033-02-29T08:00:00Z'], 1, '不是时刻'],
  ])('%j is refused', async (args, status, why) => {
    const ran = await muhub(...args);
    expect([ran.status, ran.err]).toEqual([status, expect.stringContaining(why)]);
  });
});
