import fc from 'fast-check';
import { makeCreditCode } from '../handover/make-code.js';

/** A county as its offices write it: the cells of three files, before anything of the hub has touched them. */
export interface RawCounty {
  readonly parcels: readonly RawParcel[];
  readonly leases: readonly RawLease[];
  readonly sources: readonly RawSource[];
}
export interface RawParcel {
  readonly unit: string;
  readonly name: string;
  readonly id: string;
  /** ㎡ with up to four decimals, as text; empty: missing. */
  readonly area: string;
  readonly landClass: string;
  readonly acquired: string;
  readonly ended: string;
}
export interface RawLease {
  readonly unit: string;
  readonly owner: string;
  readonly tenant: string;
  readonly area: string;
  readonly from: string;
  readonly to: string;
}
export interface RawSource {
  readonly id: string;
  readonly payer: string;
  readonly payerName: string;
  readonly unit: string;
  readonly occupied: string;
  readonly taxable: string;
  readonly relieved: string;
  readonly landClass: string;
  readonly from: string;
  readonly to: string;
  readonly relief: string;
}

/** The register: two firms bear one name, so that it links nobody. */
export const FIRMS = [
  { code: makeCreditCode(1), name: '甲机械厂' },
  { code: makeCreditCode(2), name: '乙纺织有限公司' },
  { code: makeCreditCode(3), name: '同名厂' },
  { code: makeCreditCode(4), name: '同名厂' },
] as const;

const PARCELS = [
  '339901001001GB00001',
  '339901001001GB00002',
  '339901001001GB01002',
  '339901001001JB00003',
  '339901002001JB00003',
  '339901009001GB00009',
];
const unit = fc
  .tuple(fc.constantFrom(...PARCELS), fc.constantFrom('W00000000', 'W00000000', 'W00000000', 'F00010001', 'F99990001'))
  .map((parts) => parts.join(''));
const area = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('100', '100', '101', '101.0001', '100.9999', '99', '98.9999', '200', '0.5', '1') },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.integer({ min: 0, max: 90_000 }), fc.integer({ min: 0, max: 9999 })).map(([whole, part]) => `${whole}.${part}`),
  },
  { weight: 1, arbitrary: fc.constantFrom('', '—') },
);
const landClass = fc.constantFrom('一级', '1级', 'Ⅰ级', '１级', '二级', '2级', '三级', '九级', '');
const day = fc.constantFrom('', '2010-01-01', '2024-12-31', '2025-01-01', '2024/12/31', '2030年1月1日');
const end = fc.constantFrom('', '', '', '2024-12-31', '2025-01-01', '2023-06-30');
const firm = fc.constantFrom(...FIRMS);
const holder = fc.oneof(
  { weight: 4, arbitrary: firm.map(({ code, name }) => ({ id: code, name })) },
  { weight: 1, arbitrary: firm.map(({ name }) => ({ id: '', name })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { id: '', name: '甲 机械厂' },
      { id: '', name: '查无此厂' },
      { id: '91110000MA001234XY', name: '外县厂' },
      { id: 'T123', name: '临时户' },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      { id: '339901101001', name: '某村' },
      { id: '339901197001010012', name: '张某' },
      { id: '339901700101001', name: '李某' },
    ),
  },
);
const payer = fc.oneof(
  { weight: 5, arbitrary: firm.map(({ code, name }) => ({ payer: code, payerName: name })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { payer: '', payerName: '乙纺织有限公司' },
      { payer: '339901197001010012', payerName: '张某' },
      { payer: 'T9', payerName: '' },
    ),
  },
);

/** Random counties; a unit is held once at a time, for of co-holders the rules do not say who stands for the parcel. */
export const rawCounty: fc.Arbitrary<RawCounty> = fc.record({
  parcels: fc.uniqueArray(
    fc.record({ unit, area, landClass, acquired: day, ended: end, holder }).map(({ holder: whose, ...rest }) => ({ ...rest, ...whose })),
    { selector: (row) => row.unit, maxLength: 10 },
  ),
  leases: fc.uniqueArray(
    fc.record({
      unit,
      owner: fc.constantFrom('339901101001', FIRMS[0].code),
      tenant: firm.map(({ code }) => code),
      area,
      from: day.filter((text) => text !== ''),
      to: end,
    }),
    { selector: (row) => `${row.unit.slice(0, 19)} ${row.tenant}`, maxLength: 5 },
  ),
  sources: fc
    .array(
      fc.record({
        payer,
        unit: fc.oneof({ weight: 9, arbitrary: unit }, { weight: 1, arbitrary: fc.constant('') }),
        occupied: area,
        taxable: area,
        relieved: fc.constantFrom('', '0', '1', '50'),
        landClass,
        from: day,
        to: end,
        relief: fc.constantFrom('', '0', '100', '100.01', '250.5'),
      }),
      { maxLength: 12 },
    )
    .map((all) => all.map(({ payer: whose, ...rest }, index) => ({ ...rest, ...whose, id: `S${index + 1}` }))),
});

/** The county's files as bytes, register first. */
export function filesOf({ parcels, leases, sources }: RawCounty): { fileName: string; bytes: Buffer }[] {
  const file = (fileName: string, header: string, rows: readonly (readonly string[])[]) => ({
    fileName,
    bytes: Buffer.from([header, ...rows.map((row) => row.join(','))].join('\r\n')),
  });
  return [
    file(
      '名录.csv',
      '统一社会信用代码,企业名称,园区代码',
      FIRMS.map(({ code, name }) => [code, name, '1']),
    ),
    file(
      '宗地.csv',
      '不动产单元代码,权利人名称,权利人证件号,宗地面积(㎡),土地等级,取得日期,终止日期',
      parcels.map((row) => [row.unit, row.name, row.id, row.area, row.landClass, row.acquired, row.ended]),
    ),
    file(
      '出租.csv',
      '不动产单元代码,出租方证件号,承租方统一社会信用代码,出租面积(㎡),起始日期,终止日期',
      leases.map((row) => [row.unit, row.owner, row.tenant, row.area, row.from, row.to]),
    ),
    file(
      '税源.csv',
      '税源编号,纳税人识别号,纳税人名称,不动产单元代码,占用土地面积,应税土地面积,减免税面积,土地等级,义务起始日期,义务终止日期,年减免税额',
      sources.map((row) => [
        row.id,
        row.payer,
        row.payerName,
        row.unit,
        row.occupied,
        row.taxable,
        row.relieved,
        row.landClass,
        row.from,
        row.to,
        row.relief,
      ]),
    ),
  ];
}
