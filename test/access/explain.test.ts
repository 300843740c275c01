import { describe, expect, it } from 'vitest';
import { explainAccess, inWords } from '../../src/access/explain.js';
import type { Act, Grant } from '../../src/access/grants.js';
import { viewerLike, type Asker } from '../../src/access/matrix.js';
import type { DepartmentId } from '../../src/grading/fact.js';
import { accessFor, FLOORS, gives, grantOf, PURPOSE, register, SAMPLE, TODAY, TOKENS } from './access-for.js';

const committee = { role: 'zone_committee', zones: ['z1'] } as const;
interface Question {
  readonly grants?: readonly Grant[];
  readonly act?: Act;
  readonly madeOf?: readonly DepartmentId[];
  readonly zone?: string;
}
const explained = (asker: Asker, coordinate: string, { grants = FLOORS, act = 'READ', madeOf, zone }: Question = {}) =>
  explainAccess({ register, grants, today: TODAY, consents: new Set() }, { viewer: viewerLike(asker), act, coordinate, madeOf, zone });

describe('an explanation', () => {
  it.each<[Asker, string, RegExp]>([
    [committee, 'TaxRecord.vatNet', /^不可以（TAX_SECRET）.*没有可用的授权.*缺 tax.*requestGrant/],
    [committee, 'StatisticsRecord.revenue', /^不可以（STATISTICS_SECRET）/],
    [{ role: 'tax_officer' }, 'TaxRecord.vatNet', /^可以：授权 tax-officer/],
    [{ role: 'department', department: 'tax' }, 'TaxRecord.vatNet', /^可以：本部门的数据/],
    [{ role: 'analyst' }, 'Scheme.yaml', /^可以：字段声明/],
    [{ role: 'analyst' }, 'Enterprise.name', /^不可以（NOT_GRANTED）/],
    [{ role: 'analyst' }, 'Nothing.atAll', /^没有字段 Nothing\.atAll/],
  ])('of %j and %s in one sentence', (asker, coordinate, words) => expect(inWords(explained(asker, coordinate))).toMatch(words));

  it('says where only the part of its owner was looked at', () => {
    const [asker, coordinate] = [{ role: 'tax_officer' }, 'Grade.total'] as const;
    expect(inWords(explained(asker, coordinate))).toContain('只看了 tax 的份');
    expect(inWords(explained(asker, coordinate, { madeOf: ['tax'] }))).not.toContain('只看了');
    expect(inWords(explained(asker, 'TaxRecord.vatNet'))).not.toContain('只看了');
  });

  it('says the document and article, what it tells, and for want of whose part', () => {
    const { granted, steps, withheld } = explained({ ...committee, purpose: PURPOSE }, 'Grade.total', {
      grants: SAMPLE,
      madeOf: ['tax', 'land', 'employment'],
    });
    expect([granted, withheld]).toEqual([true, []]);
    expect(steps.find(({ rule }) => rule === '授权 sample-p2')).toMatchObject({
      holds: true,
      why: expect.stringContaining('示例县亩均办〔2025〕1号（虚构） 三') as string,
    });
    expect(steps[0]).toMatchObject({ rule: '字段声明', holds: false, why: expect.stringContaining('会透露：总分') as string });
    const refused = explained(committee, 'Grade.total', { grants: SAMPLE, madeOf: ['tax', 'land'] });
    expect(refused.withheld).toMatchObject([{ coordinate: 'Grade.total', department: 'tax', reason: 'PURPOSE_REQUIRED' }]);
    expect(refused.steps.find(({ rule }) => rule === '授权 sample-p2')).toMatchObject({
      holds: false,
      why: expect.stringContaining('用途须为“亩均评价”') as string,
    });
  });

  it.each<[string, Partial<Grant>, Partial<Asker>, Act, RegExp]>([
    ['an act', {}, {}, 'EXPORT', /使用方式不含 EXPORT/],
    ['a subject', { to: { role: 'zone_committee', subject: '张三' } }, {}, 'READ', /只给使用人 张三/],
    ['an organisation', { to: { role: 'zone_committee', organisation: '园区甲' } }, {}, 'READ', /只给单位 园区甲/],
    ['a day', { until: '2026-01-01' }, {}, 'READ', /不在期限/],
    ['a purpose', { purpose: '复核' }, { purpose: '看看' }, 'READ', /用途须为“复核”，令牌的用途是“看看”/],
  ])('says which condition is not met: %s', (_, differing, asker, act, why) => {
    const grant = grantOf({ to: { role: 'zone_committee' }, what: ['TaxRecord.vatNet'], ...differing });
    const { granted, steps } = explained({ ...committee, ...asker }, 'TaxRecord.vatNet', { grants: [grant], act });
    expect([granted, steps.find(({ rule }) => rule === '授权 7')]).toEqual([
      false,
      { rule: '授权 7', holds: false, why: expect.stringMatching(why) as string },
    ]);
  });

  it("is of all the viewer's enterprises, or of those of a zone", () => {
    const grants = [grantOf({ to: { role: 'zone_committee' }, what: ['TaxRecord.vatNet'], rows: { zones: ['z1'] } })];
    const both = { role: 'zone_committee', zones: ['z1', 'z2'] } as const;
    expect(inWords(explained(both, 'TaxRecord.vatNet', { grants }))).toMatch(/只及于部分企业/);
    expect(['z1', 'z2'].map((zone) => explained(both, 'TaxRecord.vatNet', { grants, zone }).granted)).toEqual([true, false]);
  });

  it('says of every field and token what is decided', () => {
    for (const claims of TOKENS) {
      const access = accessFor(claims, SAMPLE);
      const asker = { ...claims, subject: 's' } as Asker;
      const differing = [...register.fields.keys()].filter(
        (coordinate) => explained(asker, coordinate, { grants: SAMPLE }).granted !== gives(access, coordinate),
      );
      expect([claims, differing]).toEqual([claims, []]);
    }
  });
});
