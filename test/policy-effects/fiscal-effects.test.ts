import { describe, expect, it } from 'vitest';
import { Rational } from '../../src/grading/rational.js';
import type { FiscalLine } from '../../src/policy-effects/fiscal.js';
import { fiscalEffects } from '../../src/policy-effects/fiscal-effects.js';

const line = (creditCode: string, amount: string | undefined, kind: FiscalLine['kind'] = 'LAND_USE_TAX') =>
  ({
    creditCode,
    kind,
    item: null,
    applied: { treatment: {} },
    amount: amount === undefined ? undefined : Rational.from(amount),
  }) as FiscalLine;
const effects = (before: FiscalLine[], after: FiscalLine[], isVisible?: (kind: FiscalLine['kind']) => boolean) =>
  fiscalEffects(before, after, isVisible).map(({ kind, base, amended }) => [kind, base?.toString(), amended?.toString()]);
const hidden = () => false;
const three = [line('a', '1.5'), line('b', '2'), line('c', '3')];

describe('fiscal effects', () => {
  it('are sums by kind; a line without an amount adds nothing', () => {
    expect(effects([...three, line('a', undefined), line('d', '7', 'WATER')], three)).toEqual([
      ['LAND_USE_TAX', '6.5', '6.5'],
      ['WATER', '7', '0'],
    ]);
  });

  it('of one or two enterprises are not given to who does not see their amounts', () => {
    expect(effects(three.slice(0, 2), three, hidden)).toEqual([['LAND_USE_TAX', undefined, '6.5']]);
  });

  it('count an enterprise once, however many lines it has, and one whose lines add up to nothing not at all', () => {
    expect(effects([line('a', '1'), line('a', '2'), line('b', '3')], three, hidden)).toEqual([['LAND_USE_TAX', undefined, '6.5']]);
    expect(effects([line('a', '1'), line('b', '3'), line('c', '2'), line('c', '-2')], three, hidden)).toEqual([
      ['LAND_USE_TAX', undefined, '6.5'],
    ]);
  });

  it('are not given where the largest could be told within 10 % by the second', () => {
    expect(
      effects([line('a', '100'), line('b', '50'), line('c', '9.99')], [line('a', '100'), line('b', '50'), line('c', '10')], hidden),
    ).toEqual([['LAND_USE_TAX', undefined, '160']]);
  });

  it('of nobody are nothing, and given', () => {
    expect(effects(three, [line('a', '0')], hidden)).toEqual([['LAND_USE_TAX', '6.5', '0']]);
  });

  it('have three significant digits, half up, and so has their base; exact for who sees the amounts', () => {
    const large = [line('a', '123456'), line('b', '100000.5'), line('c', '90000'), line('a', '2', 'WATER')];
    expect(effects(large, three, hidden)).toEqual([
      ['LAND_USE_TAX', '313000', '6.5'],
      ['WATER', undefined, '0'],
    ]);
    expect(effects(large, three, (kind) => kind === 'LAND_USE_TAX')).toEqual([
      ['LAND_USE_TAX', '313456.5', '6.5'],
      ['WATER', undefined, '0'],
    ]);
    expect(effects([line('a', '111.5'), line('b', '111'), line('c', '100')], three, hidden)[0]).toEqual(['LAND_USE_TAX', '323', '6.5']);
  });

  it('say the same whatever was asked before', () => {
    const asked = [
      effects(three, [...three, line('d', '9')], hidden),
      effects(three, three, hidden),
      effects(three, [...three, line('d', '9')], hidden),
    ];
    expect(asked[2]).toEqual(asked[0]);
  });
});
