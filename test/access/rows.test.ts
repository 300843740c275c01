import { describe, expect, it } from 'vitest';
import { isAmong, isBound, isLandAmong, rowsOf } from '../../src/access/rows.js';
import { ROLES, viewerOf } from '../../src/access/viewer.js';
import { TOKENS } from './access-for.js';

const rows = (claims: object) => rowsOf(viewerOf({ sub: 's', ...claims }));
const row = (zone: string | null, town: string | null = null, creditCode = 'E1') => ({ creditCode, zone, town });

describe('the enterprises that there are for a viewer', () => {
  it('are those of its zones, of its towns, its own, all, or none', () => {
    const of = (role: string) => TOKENS.filter((claims) => claims.role === role).map((claims) => rows(claims).of);
    expect(Object.fromEntries(ROLES.map((role) => [role, [...new Set(of(role))].join()]))).toEqual({
      tax_officer: 'all',
      zone_committee: 'zones',
      department: 'all',
      town: 'towns',
      enterprise: 'enterprise',
      evaluation_office: 'all',
      approver: 'all',
      analyst: 'none',
      dashboard: 'none',
      public: 'none',
      auditor: 'none',
      security_admin: 'none',
      system_admin: 'none',
    });
    expect(rows({ role: 'evaluation_office', zones: ['z1'] })).toEqual({ of: 'zones', zones: ['z1'] });
    expect(rows({ role: 'tax_officer', zones: ['z1'] })).toEqual({ of: 'all' });
  });

  it("are told by zone, town or code; one of no known zone or town is no committee's and no town's", () => {
    const committee = rows({ role: 'zone_committee', zones: ['z1', 'z2'] });
    expect([row('z1'), row('z2'), row('z3'), row(null), row(null, 'z1')].map((each) => isAmong(committee, each))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    const town = rows({ role: 'town', towns: ['t1'] });
    expect([row(null, 't1'), row('z1', 't2'), row('t1')].map((each) => isAmong(town, each))).toEqual([true, false, false]);
    const own = rows({ role: 'enterprise', creditCode: 'E1' });
    expect([row(null), row('z1', 't1', 'E2')].map((each) => isAmong(own, each))).toEqual([true, false]);
    expect([rows({ role: 'analyst' }), rows({ role: 'tax_officer' })].map((each) => isAmong(each, row(null)))).toEqual([false, true]);
  });

  it('leave land without an enterprise to its town, to no zone', () => {
    const towns = rows({ role: 'town', towns: ['t1'] });
    expect([isLandAmong(towns, 't1'), isLandAmong(towns, 't2'), isLandAmong(towns, null)]).toEqual([true, false, false]);
    expect(
      ['zone_committee', 'enterprise', 'analyst'].map((role) => isLandAmong(rows({ role, zones: ['t1'], creditCode: 't1' }), 't1')),
    ).toEqual([false, false, false]);
    expect(isLandAmong(rows({ role: 'tax_officer' }), null)).toBe(true);
  });

  it('are fewer than all for who is bound', () => {
    expect(
      [rows({ role: 'zone_committee', zones: ['z1'] }), rows({ role: 'tax_officer' }), rows({ role: 'analyst' })].map(isBound),
    ).toEqual([true, false, false]);
  });
});
