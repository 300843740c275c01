import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Gathering } from '../../src/audit/gathering.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** A gathering with so many under way. */
function underWay(count: number): Gathering<number> {
  const gathering = new Gathering<number>();
  for (let n = 0; n < count; n += 1) gathering.begin();
  return gathering;
}

/** What is taken without any time going by. */
async function takenAtOnce(gathering: Gathering<number>): Promise<readonly number[] | 'waits'> {
  const turns = async () => {
    for (let n = 0; n < 5; n += 1) await new Promise(setImmediate);
    return 'waits' as const;
  };
  return Promise.race([gathering.taken(), turns()]);
}

describe('operations that come to their record', () => {
  it('never wait where nobody else is under way', async () => {
    const alone = underWay(1);
    alone.add(1);
    expect(await takenAtOnce(alone)).toEqual([1]);
    expect(alone.empty).toBe(true);
  });

  it('wait for those under way, and are taken with the last', async () => {
    const gathering = underWay(3);
    gathering.add(1);
    expect(await takenAtOnce(gathering)).toBe('waits');
    const later = underWay(3);
    later.add(1);
    const taken = later.taken();
    for (const n of [2, 3]) later.add(n);
    expect(await taken).toEqual([1, 2, 3]);
  });

  it('wait no longer than a moment for those that take long', async () => {
    const gathering = underWay(10);
    gathering.add(1);
    const taken = gathering.taken();
    await vi.advanceTimersByTimeAsync(3);
    expect(await taken).toEqual([1]);
    gathering.add(2);
    gathering.add(3);
    const next = gathering.taken();
    await vi.advanceTimersByTimeAsync(3);
    expect(await next).toEqual([2, 3]);
  });

  it('are taken with whoever comes in the turn after', async () => {
    const gathering = underWay(1);
    gathering.add(1);
    const taken = gathering.taken();
    gathering.begin();
    gathering.add(2);
    expect(await taken).toEqual([1, 2]);
  });
});
