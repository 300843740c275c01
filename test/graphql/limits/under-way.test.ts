import { describe, expect, it } from 'vitest';
import { USUAL_LIMITS } from '../../../src/config/limits.js';
import { LimitExceeded } from '../../../src/graphql/limits/exceeded.js';
import { UnderWay } from '../../../src/http/under-way.js';

function refused(work: () => unknown): LimitExceeded {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(LimitExceeded);
    return error as LimitExceeded;
  }
  throw new Error('it was let in');
}

describe('requests under way', () => {
  it('are counted by account, and forgotten when they have ended, once', () => {
    const underWay = new UnderWay({ ...USUAL_LIMITS, concurrent: 2 });
    const [first, second] = [underWay.enter('a'), underWay.enter('a')];
    const third = refused(() => underWay.enter('a'));
    expect([third.status, third.retryAfter]).toEqual([429, 1]);
    expect(third.message).toContain('本令牌 3 个，最多 2 个，超出 1 个');
    const other = underWay.enter('b');
    first();
    first();
    const again = underWay.enter('a');
    refused(() => underWay.enter('a'));
    for (const leave of [second, other, again]) leave();
    expect(underWay.size).toBe(0);
  });
});
