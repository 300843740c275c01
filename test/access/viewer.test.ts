import { describe, expect, it } from 'vitest';
import { viewerOf } from '../../src/access/viewer.js';

describe('viewerOf', () => {
  it('reads the claims of a token', () => {
    expect(viewerOf({ sub: 'wang', role: 'zone_committee', zones: ['339901003'], purpose: '亩均评价', exp: 1 })).toEqual({
      subject: 'wang',
      role: 'zone_committee',
      zones: ['339901003'],
      towns: [],
      department: undefined,
      creditCode: undefined,
      purpose: '亩均评价',
      adhoc: false,
      introspect: false,
    });
    expect(viewerOf({ sub: 'li', role: 'town', towns: ['3399010'], organisation: '甲镇' })).toMatchObject({
      towns: ['3399010'],
      organisation: '甲镇',
    });
    expect(viewerOf({ sub: 'e', role: 'enterprise', creditCode: 'E1' })).toMatchObject({ creditCode: 'E1' });
  });

  it.each([
    [{ role: 'analyst' }, '缺少 sub'],
    [{ sub: 'a' }, 'role'],
    [{ sub: 'a', role: 'root' }, 'role'],
    [{ sub: 'a', role: ['auditor', 'security_admin'] }, '只能有一个'],
    [{ sub: 'a', role: 'zone_committee' }, 'zones'],
    [{ sub: 'a', role: 'zone_committee', zones: '339901003' }, 'zones'],
    [{ sub: 'a', role: 'town' }, 'towns'],
    [{ sub: 'a', role: 'enterprise' }, 'creditCode'],
    [{ sub: 'a', role: 'analyst', organisation: '' }, 'organisation'],
    [{ sub: '', role: 'analyst' }, 'sub'],
    [{ sub: 'a', role: 'department' }, 'department'],
    [{ sub: 'a', role: 'department', department: 'police' }, 'department'],
    [{ sub: 'a', role: 'analyst', adhoc: 'yes' }, 'adhoc'],
    [{ sub: 'a\0b', role: 'analyst' }, 'sub 中有控制字符'],
    [{ sub: 'a', role: 'zone_committee', zones: ['339901003', '\u001b[31m'] }, 'zones 中有控制字符'],
    [{ sub: 'x'.repeat(501), role: 'analyst' }, 'sub 超过 500 个字符'],
    [{ sub: 'a', role: 'zone_committee', zones: ['339901003', '1'.repeat(501)] }, 'zones 超过 500 个字符'],
    [{ sub: 'a', role: 'analyst', purpose: '甲'.repeat(501) }, 'purpose 超过 500 个字符'],
  ])('refuses %j and says why', (claims, why) => {
    expect(() => viewerOf(claims)).toThrow(why);
  });
});
