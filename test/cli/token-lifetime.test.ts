import { describe, expect, it } from 'vitest';
import { commandLine } from './command-line.js';

describe('muhub token', () => {
  it('issues none that is good for longer than a year and a day, unless that is configured', async () => {
    const { muhub } = commandLine({});
    const issue = (...more: string[]) => muhub('token', '--role', 'analyst', ...more);
    expect(await issue('--lifetime', '366d')).toMatchObject({ status: 0 });
    const tooLong = { status: 1, out: '', err: expect.stringContaining('有效期超过 366 天') as string };
    expect(await issue('--lifetime', '367d')).toMatchObject(tooLong);
    expect(await issue('--expires', new Date(Date.now() + 367 * 86_400_000).toISOString())).toMatchObject(tooLong);
    const longer = commandLine({ MUHUB_TOKEN_MOST_DAYS: '400' });
    expect(await longer.muhub('token', '--role', 'analyst', '--lifetime', '399d')).toMatchObject({ status: 0 });
  });
});
