import { describe, expect, it } from 'vitest';
import { Rational } from '../../src/grading/rational.js';
import { explain } from '../../src/land-tax/explanation.js';
import { sumFindings } from '../../src/land-tax/finding-sums.js';
import { COLLECTIVE, find, LAND, lease, OWNER, PLANT, short, source, squares, TENANT, title } from './records.js';

const FILES = new Map([
  [1, '宗地.xlsx'],
  [2, '税源.xlsx'],
  [3, '出租.csv'],
]);
const VILLAGER = { holderName: '张某', holderId: '339901197001010000', holder: undefined };
const UNKNOWN = { holderName: '某公司', holderId: null, holder: undefined };

function kinds(...args: Parameters<typeof find>): string[] {
  return find(...args).map(short);
}

it('finds nothing where land and tax fit', () => expect(kinds({ titles: [title()], sources: [source()] })).toEqual([]));

describe('NOT_REGISTERED', () => {
  it('holds where an enterprise has land and no source', () =>
    expect(kinds({ titles: [title()] })).toEqual(['NOT_REGISTERED 1000 / 0 / 1000 10000.00']));
  it('has no tax at stake without a rate for the class', () =>
    expect(kinds({ titles: [title({ landClass: '九级' })] })).toEqual(['NOT_REGISTERED 1000 / 0 / 1000 null']));
  it('looks at 31 December: a source that ended on it is none, one that ends the day after is', () => {
    expect(kinds({ titles: [title()], sources: [source({ endDate: '2024-12-31' })] })).toEqual(['NOT_REGISTERED 1000 / 0 / 1000 10000.00']);
    expect(kinds({ titles: [title()], sources: [source({ endDate: '2025-01-01', startDate: '2024-12-31' })] })).toEqual([]);
  });
  it('takes no parcel that was given up', () => expect(kinds({ titles: [title({ ended: '2024-12-31' })] })).toEqual([]));
  it('does not hold for a natural person or a village', () =>
    expect(kinds({ titles: [title(VILLAGER), title({ ...VILLAGER, unitCode: COLLECTIVE, holderId: '339901101001' })] })).toEqual([]));
  it('joins on the parcel, whatever stands on it', () =>
    expect(kinds({ titles: [title({ unitCode: PLANT })], sources: [source({ unitCode: LAND })] })).toEqual([]));
  it('takes the land itself of several rows, else the largest', () => {
    const rows = [title({ unitCode: PLANT, area: squares('5000') }), title({ area: squares('1000') })];
    expect(kinds({ titles: rows })).toEqual(['NOT_REGISTERED 1000 / 0 / 1000 10000.00']);
    const units = [title({ unitCode: PLANT, area: squares('50') }), title({ unitCode: `${PLANT.slice(0, -1)}2`, area: squares('70') })];
    expect(kinds({ titles: units })).toEqual(['NOT_REGISTERED 70 / 0 / 70 700.00']);
    expect(kinds({ titles: [...units].reverse() })).toEqual(['NOT_REGISTERED 70 / 0 / 70 700.00']);
  });
});

describe('UNDER_DECLARED', () => {
  const declared = (taxableArea: string, relievedArea = '0') =>
    source({ taxableArea: squares(taxableArea), relievedArea: squares(relievedArea) });
  it('allows a difference of 1 ㎡, not of more', () => {
    expect(kinds({ titles: [title()], sources: [declared('999')] })).toEqual([]);
    expect(kinds({ titles: [title()], sources: [declared('998.99')] })).toEqual(['UNDER_DECLARED 1000 / 998.99 / 1.01 10.10']);
  });
  it('counts relieved area as declared', () =>
    expect(kinds({ titles: [title()], sources: [declared('800', '150')] })).toEqual(['UNDER_DECLARED 1000 / 800 / 50 500.00']));
  it('adds up the sources of several taxpayers', () => {
    const sources = [declared('600'), { ...declared('300'), sourceId: 'TD2', taxpayer: TENANT }];
    expect(kinds({ titles: [title()], sources })).toEqual(['UNDER_DECLARED 1000 / 900 / 100 1000.00']);
  });
  it('rounds the tax half up to 分', () =>
    expect(
      kinds({ titles: [title({ landClass: '一级', area: squares('1000') })], sources: [{ ...declared('996.667'), landClass: '一级' }] }),
    ).toEqual(['UNDER_DECLARED 1000 / 996.667 / 3.333 50.00']));
  it('is not said where a taxable area is missing', () =>
    expect(kinds({ titles: [title()], sources: [source({ taxableArea: undefined })] })).toEqual([]));
});

describe('findings of a source', () => {
  it('OVER_OCCUPIED: more taxable than occupied', () =>
    expect(kinds({ titles: [title()], sources: [source({ occupiedArea: squares('900') })] })).toEqual([
      'OVER_OCCUPIED 1000 / 1000 / 100 0.00',
    ]));
  it('OVER_OCCUPIED not by 1 ㎡', () =>
    expect(kinds({ titles: [title()], sources: [source({ occupiedArea: squares('999') })] })).toEqual([]));
  it('WRONG_CLASS: the difference of the rates, also below zero', () => {
    expect(kinds({ titles: [title()], sources: [source({ landClass: '三级' })] })).toEqual(['WRONG_CLASS 1000 / 1000 / 1000 4000.00']);
    expect(kinds({ titles: [title()], sources: [source({ landClass: '一级' })] })).toEqual(['WRONG_CLASS 1000 / 1000 / 1000 -5000.00']);
    expect(kinds({ titles: [title()], sources: [source({ landClass: '八级' })] })).toEqual(['WRONG_CLASS 1000 / 1000 / 1000 null']);
  });
  it.each(['2级', '２级', ' 二级 '])('WRONG_CLASS not for %s', (landClass) =>
    expect(kinds({ titles: [title()], sources: [source({ landClass })] })).toEqual([]),
  );
  it('NO_TITLE: no unit code, or a parcel that is not there or no more', () => {
    expect(kinds({ sources: [source({ unitCode: null })] })).toEqual(['NO_TITLE – / 1000 / 1000 0.00']);
    expect(kinds({ sources: [source()] })).toEqual(['NO_TITLE – / 1000 / 1000 0.00']);
    const [merged] = find({ titles: [title({ ended: '2023-05-01' })], sources: [source()] });
    expect(explain(merged!, FILES)).toContain('2023-05-01 终止；请核对宗地是否已合并或变更');
  });
  it('RELIEF_WITHOUT_GROUND: only with a scheme, and only what is beyond', () => {
    const sources = [source({ annualRelief: Rational.integer(9_000) })];
    const grants = () => ({ granted: Rational.integer(8_000), why: '评为B类' });
    expect(kinds({ titles: [title()], sources })).toEqual([]);
    expect(kinds({ titles: [title()], sources }, { grants })).toEqual(['RELIEF_WITHOUT_GROUND 1000 / 1000 / – 1000.00']);
    expect(kinds({ titles: [title()], sources }, { grants: () => ({ granted: Rational.integer(9_000), why: '' }) })).toEqual([]);
  });
});

describe('the words of a finding', () => {
  const sources = [source({ taxableArea: squares('500'), taxpayer: TENANT, taxpayerName: '示例租户有限公司' })];
  const [found] = find({ titles: [title({ holderName: '示例业主有限公司' })], sources });
  it('name both parties to who sees both', () => expect(explain(found!, FILES)).toMatch(/示例业主有限公司.*示例租户有限公司/));
  it('do not name the other party', () => {
    const toTenant = explain(found!, FILES, (creditCode) => creditCode === TENANT);
    expect(toTenant).toContain('示例租户有限公司');
    expect(toTenant).not.toContain('示例业主有限公司');
  });
  it('name no natural person', () => {
    const person = { taxpayer: undefined, taxpayerId: '330000199001010008', taxpayerName: '张三' };
    const [of] = find({ titles: [title()], sources: [source({ taxableArea: squares('500'), ...person })] });
    expect(explain(of!, FILES)).not.toContain('张三');
  });
});

describe('DUPLICATED_SOURCE', () => {
  const second = source({ sourceId: 'TD2', taxableArea: squares('2') });
  it('holds where one taxpayer declares more than the parcel has', () =>
    expect(kinds({ titles: [title()], sources: [source(), second] })).toEqual(['DUPLICATED_SOURCE 1000 / 1002 / 1000 0.00']));
  it('not for two taxpayers, nor within the parcel', () => {
    expect(kinds({ titles: [title()], sources: [source(), { ...second, taxpayer: TENANT }] })).toEqual([]);
    expect(kinds({ titles: [title()], sources: [source(), { ...second, taxableArea: squares('1') }] })).toEqual([]);
  });
});

describe('LEASE_NOT_DECLARED', () => {
  const plot = title({ ...VILLAGER, unitCode: COLLECTIVE });
  it('holds for collective land of no enterprise that is let without a source', () => {
    const [found] = find({ titles: [plot], leases: [lease()] });
    expect(short(found!)).toBe('LEASE_NOT_DECLARED 1000 / 0 / 100 1000.00');
    expect(found).toMatchObject({ taxpayer: TENANT, holder: undefined, unitCode: COLLECTIVE });
    expect(explain(found!, FILES)).toMatch(/《宗地.xlsx》第 2 行.*《出租.csv》第 4 行/);
    expect(explain(found!, FILES)).toContain(TENANT);
    expect(explain(found!, FILES, (creditCode) => creditCode !== TENANT)).not.toContain(TENANT);
  });
  it('not on state land, not once declared, not after its end', () => {
    expect(kinds({ titles: [title(VILLAGER)], leases: [lease({ unitCode: LAND })] })).toEqual([]);
    expect(kinds({ titles: [plot], leases: [lease()], sources: [source({ unitCode: COLLECTIVE })] })).toEqual([]);
    expect(kinds({ titles: [plot], leases: [lease({ endDate: '2024-06-30' })] })).toEqual([]);
  });
});

describe('UNLINKED_HOLDER', () => {
  it('holds for a holder that is neither linked, a person nor a village', () =>
    expect(kinds({ titles: [title(UNKNOWN)] })).toEqual(['UNLINKED_HOLDER 1000 / – / – 0.00']));
  it('does not keep other findings away', () =>
    expect(kinds({ titles: [title(UNKNOWN)], sources: [source({ taxableArea: squares('900') })] })).toEqual([
      'UNDER_DECLARED 1000 / 900 / 100 1000.00',
      'UNLINKED_HOLDER 1000 / – / – 0.00',
    ]));
});

it('keeps the identity of a finding from run to run, whatever the order and whatever is mended elsewhere', () => {
  const other = title({ unitCode: COLLECTIVE, holderId: TENANT, holder: { creditCode: TENANT, ground: 'DOCUMENT' } });
  const before = find({ titles: [title(), other] });
  const after = find({ titles: [other, title({ area: squares('1100') })] });
  expect(after.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort());
  expect(find({ titles: [title()] }, { year: 2023 })[0]!.id).not.toBe(find({ titles: [title()] })[0]!.id);
  expect(before[0]!.taxpayer === OWNER || before[1]!.taxpayer === OWNER).toBe(true);
});

it('says where two rows give one unit code another area, and takes the larger', () => {
  const rows = [title({ area: squares('900'), holderName: '乙厂', source: { version: 1, handoverId: 1, sheet: null, line: 9 } }), title()];
  const [found] = find({ titles: rows });
  expect(short(found!)).toBe('NOT_REGISTERED 1000 / 0 / 1000 10000.00');
  expect(explain(found!, FILES)).toContain(
    '同一代码另有面积不同的登记：宗地 339901025037GB00022W00000000（权利人 乙厂，宗地面积 900 ㎡，《宗地.xlsx》第 9 行），请自然资源部门先核实。',
  );
});

it('adds findings up by kind, town and class', () => {
  const found = find({
    titles: [title(), title({ ...UNKNOWN, unitCode: COLLECTIVE, landClass: '九级', town: null })],
    sources: [source({ unitCode: null })],
  });
  expect(sumFindings(found, 'kind').map(({ key, count, taxAtStake }) => `${key} ${count} ${taxAtStake.toFixed(2)}`)).toEqual([
    'NOT_REGISTERED 1 10000.00',
    'NO_TITLE 1 0.00',
    'UNLINKED_HOLDER 1 0.00',
  ]);
  expect(sumFindings(found, 'town').map(({ key, count }) => `${key} ${count}`)).toEqual([' 2', '339901101 1']);
  expect(sumFindings(found, 'landClass').map(({ key, count }) => `${key} ${count}`)).toEqual(['2级 2', '9级 1']);
});
