import type { ColumnDeclaration, UnitKind } from './dataset.js';

/**
 * Columns that several datasets share, and the measures of others (HANDOVER.md, Datasets and columns; the aliases are
 * those of HANDOVER.md, Header, Labels).
 */
const CREDIT_CODE_LABELS = ['统一社会信用代码', '纳税人识别号', '信用代码', '社会信用代码', '统一代码', '税号'];
const NAME_LABELS = ['企业名称', '单位名称', '纳税人名称'];

/** 统一社会信用代码, part of the key. */
export const creditCode = {
  label: '统一社会信用代码',
  aliases: others(CREDIT_CODE_LABELS, '统一社会信用代码'),
  kind: 'creditCode',
  key: true,
} as const satisfies ColumnDeclaration;

/** 纳税人识别号 of a land source: any identity document, with the aliases the other way round. */
export const taxpayerId = {
  label: '纳税人识别号',
  aliases: others(CREDIT_CODE_LABELS, '纳税人识别号'),
  kind: 'identity',
} as const satisfies ColumnDeclaration;

/** 年度, part of the key. */
export const year = { label: '年度', aliases: ['所属年度', '年份'], kind: 'year', key: true } as const satisfies ColumnDeclaration;

/** 不动产单元代码. */
export const unitCode = { label: '不动产单元代码', aliases: ['不动产单元号'], kind: 'unitCode' } as const satisfies ColumnDeclaration;

/** An enterprise's name under the department's own label. */
export function enterpriseName(label: '企业名称' | '单位名称' | '纳税人名称') {
  return { label, aliases: others(NAME_LABELS, label), kind: 'text' } as const satisfies ColumnDeclaration;
}

/** A number stored in the canonical unit, which is what a header without a unit means. */
export function measure(kind: UnitKind, canonical: string) {
  return { kind: 'number', unit: { kind, canonical, stored: canonical } } as const satisfies Omit<ColumnDeclaration, 'label'>;
}

/**
 * An area, stored in 亩 whatever it was handed over in: ㎡ and 公顷 end in 亩, 亩 does not end in ㎡.
 * @param canonical what a header without a unit means; undefined where the unit must be said.
 */
export function area(canonical: string | undefined) {
  const unit = { kind: 'area', canonical, stored: '亩' } as const;
  return { kind: 'number', unit, nonNegative: true } as const satisfies Omit<ColumnDeclaration, 'label'>;
}

/** A day in truth: what databases write where they have none is none (LANDUSE.md, Datasets, Dates). */
export const day = { kind: 'date', isDay: true } as const satisfies Omit<ColumnDeclaration, 'label'>;

/** 合同编号 of the supply of land that a row is about. */
export const contractNumber = { label: '合同编号', kind: 'code' } as const satisfies ColumnDeclaration;

/** 宗地代码. */
export const parcelCode = { label: '宗地代码', kind: 'parcelCode' } as const satisfies ColumnDeclaration;

/** The codes of a town and of a zone. */
export const town = { label: '镇街代码', kind: 'place' } as const satisfies ColumnDeclaration;
export const zone = { label: '园区代码', kind: 'place' } as const satisfies ColumnDeclaration;

function others(labels: readonly string[], label: string): string[] {
  return labels.filter((other) => other !== label);
}
