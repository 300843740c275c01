import { describe, expect, it } from 'vitest';
import { consentKey, type CollectedStatistics } from '../../src/access/decide.js';
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

  describe('gives of statistics what the enterprise declared itself', () => {
    const grants = [...FLOORS, grantOfTerms(1, 'statistics', profileTerms('P2', asked, 'statistics'))];
    const committee = { role: 'zone_committee', zones: ['z1'], purpose: PURPOSE };
    const years = new Map([
      ['E1', [2022, 2025]],
      ['E2', [2024]],
    ]);
    const given = (row: object, collected: CollectedStatistics | undefined = new Map([[7, years]])) =>
      gives(accessFor(committee, grants, { collected }), 'Grade.total', {
        parts: ['statistics', 'land'],
        row: { creditCode: 'E1', zone: 'z1', town: null, year: 2024, version: 7, ...row },
      });

    it('of all years that the value is made of', () => {
      expect([given({}), given({ since: 2023 }), given({ since: 2022 }), given({ year: 2025 })]).toEqual([true, true, false, false]);
      expect([given({ creditCode: 'E2' }), given({ creditCode: 'E3' })]).toEqual([false, true]);
    });

    it('nothing of another data version, or where that is not known', () => {
      expect([given({ version: 6 }), given({ version: undefined }), given({ year: undefined })]).toEqual([false, false, false]);
      const both: CollectedStatistics = new Map([
        [7, years],
        [6, new Map([['E1', [2024]]])],
      ]);
      expect([given({}, both), given({ version: 6 }, both), given({ version: 5 }, both)]).toEqual([true, false, false]);
      expect(gives(accessFor(committee, grants), 'Grade.total', { parts: ['statistics'] })).toBe(false);
      const row = { creditCode: 'E3', zone: 'z1', town: null, year: 2024, version: 7 };
      expect(gives(accessFor(committee, grants), 'Grade.total', { parts: ['statistics'], row })).toBe(false);
    });
  });

  it('P1 is of who consented, P2 of all', () => {
    expect([total('P1', 'z1', 'E3'), total('P2', 'z1', 'E3')]).toEqual([false, true]);
  });
});
