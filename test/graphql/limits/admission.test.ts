import { describe, expect, it } from 'vitest';
import { USUAL_LIMITS } from '../../../src/config/limits.js';
import { Admission } from '../../../src/http/admission.js';
import { LimitExceeded } from '../../../src/graphql/limits/exceeded.js';

function admission(limits: { perMinute?: number; concurrent?: number }) {
  const clock = { now: 0 };
  return { clock, gate: new Admission({ ...USUAL_LIMITS, ...limits }, () => clock.now) };
}

function refused(work: () => unknown): LimitExceeded {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(LimitExceeded);
    return error as LimitExceeded;
  }
  throw new Error('it was let in');
}

describe('admission', () => {
  it('counts the requests of each token in a minute, and says when to come again', () => {
    const { gate, clock } = admission({ perMinute: 6 });
    for (let n = 0; n < 6; n += 1) gate.enter('a')();
    const late = refused(() => gate.enter('a'));
    expect([late.status, late.retryAfter]).toEqual([429, 10]);
    expect(late.message).toContain('超过 6 次');
    gate.enter('b')();
    clock.now = 9_999;
    expect(refused(() => gate.enter('a')).retryAfter).toBe(1);
    clock.now = 10_001;
    gate.enter('a')();
    refused(() => gate.enter('a'));
    clock.now += 3_600_000;
    for (let n = 0; n < 6; n += 1) gate.enter('a')();
    refused(() => gate.enter('a'));
  });

  it('counts what is under way, and forgets it when it has ended, once', () => {
    const { gate } = admission({ concurrent: 2 });
    const [first] = [gate.enter('a'), gate.enter('a')];
    const third = refused(() => gate.enter('a'));
    expect([third.status, third.retryAfter]).toEqual([429, 1]);
    expect(third.message).toContain('本令牌 3 个，最多 2 个，超出 1 个');
    gate.enter('b');
    first!();
    first!();
    gate.enter('a');
    refused(() => gate.enter('a'));
  });

  it('remembers no token for ever', () => {
    const { gate, clock } = admission({ perMinute: 1 });
    const held = gate.enter('held');
    for (let n = 0; n < 5_000; n += 1) {
      clock.now += 1_000;
      gate.enter(`t${n}`)();
    }
    expect(gate.size).toBeLessThan(1_100);
    clock.now += 60_000;
    held();
    gate.enter('held')();
  });
});
