import { describe, expect, it } from 'vitest';
import { consentKey } from '../../src/access/decide.js';
import { grantOfTerms, profileTerms } from '../../src/grants/terms.js';
import { accessFor, FLOORS, gives, PURPOSE } from '../access/access-for.js';

const asked = { zones: ['z1'], purpose: PURPOSE, document: '文件 第一条', from: '2026-01-01', to: '2026-12-31' };
const consents = new Set(['E1', 'E2'].map((code) => consentKey(code, 2024, PURPOSE)));
const total = (profile: 'P1' | 'P2', zone: string, creditCode = 'E1') => {
  const access = accessFor(
    { role: 'zone_committee', zones: [zone], purpose: PURPOSE },
    [...FLOORS, grantOfTerms(1, 'tax', profileTerms(profile, asked, 'tax'))],
    { consents },
  );
  return gives(access, 'Grade.total', { parts: ['tax', 'land'], row: { creditCode, zone, town: null, year: 2024 } });
};

describe('a profile on record', () => {
  it("is of the zone that it was asked for, of no other committee's", () => {
    expect([total('P2', 'z1'), total('P2', 'z2')]).toEqual([true, false]);
    expect([total('P1', 'z1'), total('P1', 'z2')]).toEqual([true, false]);
  });

  it('P1 is of who consented, P2 of all', () => {
    expect([total('P1', 'z1', 'E3'), total('P2', 'z1', 'E3')]).toEqual([false, true]);
  });
});
