import { describe, expect, it } from 'vitest';
import { ToldSpan, type Parts } from '../../src/access/told-span.js';
import { Rational } from '../../src/grading/rational.js';
import type { FiscalLine } from '../../src/policy-effects/fiscal.js';
import { fiscalEffects } from '../../src/policy-effects/fiscal-effects.js';

const line = (creditCode: string, amount: string | undefined, kind: FiscalLine['kind'] = 'LAND_USE_TAX') =>
  ({ creditCode, kind, item: null, applied: { treatment: {} }, amount: amount === undefined ? undefined : Rational.from(amount) }) as FiscalLine;
const told = async (before: FiscalLine[], after: FiscalLine[], countsOnly: boolean) =>
  (await fiscalEffects(before, after, countsOnly ? mayTell(new ToldSpan()) : undefined)).map(({ kind, base, amended }) => [kind, base?.toString(), amended?.toString()]);
const mayTell = (span: ToldSpan) => async (_: string, parts: Parts) => {
  const verdict = span.judge(parts);
  if (verdict === 'NEW') span.tell(parts);
  return verdict !== 'REVEALING';
};
const three = [line('a', '1.5'), line('b', '2'), line('c', '3')];

describe('fiscal effects', () => {
  it('are sums by kind; a line without an amount adds nothing', async () => {
    expect(await told([...three, line('a', undefined), line('d', '7', 'WATER')], three, false)).toEqual([['LAND_USE_TAX', '6.5', '6.5'], ['WATER', '7', '0']]);
  });

  it('of one or two enterprises are not told to who sees counts only', async () => {
    expect(await told(three.slice(0, 2), three, true)).toEqual([['LAND_USE_TAX', undefined, undefined]]);
    expect(await told(three, three, true)).toEqual([['LAND_USE_TAX', '6.5', '6.5']]);
  });

  it('are not told after a change that one or two made', async () => {
    expect(await told(three, [...three, line('d', '9')], true)).toEqual([['LAND_USE_TAX', '6.5', undefined]]);
    expect(await told(three, [line('d', '9'), line('e', '9'), line('f', '9')], true)).toEqual([['LAND_USE_TAX', '6.5', '27']]);
  });
});
