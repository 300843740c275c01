import { describe, expect, it } from 'vitest';
import { mayAskScheme, seesZone, zonesOf } from '../../src/access/rows.js';
import { viewerOf } from '../../src/access/viewer.js';

const committee = viewerOf({ sub: 'a', role: 'zone_committee', zones: ['z1', 'z2'] });
const officer = viewerOf({ sub: 'b', role: 'tax_officer', zones: ['z1'] });

describe('rows', () => {
  it('binds a committee to its zones and nobody else', () => {
    expect(zonesOf(committee)).toEqual(['z1', 'z2']);
    expect([seesZone(committee, 'z1'), seesZone(committee, 'z3'), seesZone(committee, undefined)]).toEqual([true, false, false]);
    expect(zonesOf(officer)).toBeUndefined();
    expect([seesZone(officer, 'z3'), seesZone(officer, null)]).toEqual([true, true]);
  });

  it('lets a committee ask only the schemes in force for its county and year', () => {
    const scheme = { years: [2024], jurisdiction: '示例县' };
    expect(mayAskScheme(committee, scheme, 2024, '示例县')).toBe(true);
    expect(mayAskScheme(committee, scheme, 2023, '示例县')).toBe(false);
    expect(mayAskScheme(committee, scheme, 2024, '黄岩区')).toBe(false);
    expect(mayAskScheme(committee, scheme, 2024, undefined)).toBe(true);
    expect(mayAskScheme(officer, scheme, 2023, '黄岩区')).toBe(true);
  });
});
