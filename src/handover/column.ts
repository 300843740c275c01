import type { ColumnDefinition, UnitKind } from './dataset.js';

/**
 * Columns that several datasets share, and short ways to write the others (HANDOVER.md, Datasets and columns;
 * the aliases are those of HANDOVER.md, Reading, Labels).
 */
const CREDIT_CODE_LABELS = ['统一社会信用代码', '纳税人识别号', '信用代码', '社会信用代码'];
const NAME_LABELS = ['企业名称', '单位名称', '纳税人名称'];

/** 统一社会信用代码, part of the key. */
export const creditCodeColumn: ColumnDefinition = {
  field: 'creditCode',
  label: '统一社会信用代码',
  aliases: others(CREDIT_CODE_LABELS, '统一社会信用代码'),
  kind: 'creditCode',
  key: true,
};

/** 纳税人识别号 of a land source: any identity document, with the aliases the other way round. */
export const taxpayerIdColumn: ColumnDefinition = {
  field: 'taxpayerId',
  label: '纳税人识别号',
  aliases: others(CREDIT_CODE_LABELS, '纳税人识别号'),
  kind: 'identity',
};

/** 年度, part of the key. */
export const yearColumn: ColumnDefinition = {
  field: 'year',
  label: '年度',
  aliases: ['所属年度', '年份'],
  kind: 'year',
  key: true,
};

/** 不动产单元代码; `key` where the dataset is kept by it. */
export function unitCodeColumn(key: boolean): ColumnDefinition {
  return { field: 'unitCode', label: '不动产单元代码', aliases: ['不动产单元号'], kind: 'unitCode', key };
}

/** An enterprise's name under the department's own label: 企业名称, 单位名称 or 纳税人名称. */
export function nameColumn(label: string, field = 'name'): ColumnDefinition {
  return { field, label, aliases: others(NAME_LABELS, label), kind: 'text' };
}

/** A text as found. */
export function textColumn(field: string, label: string): ColumnDefinition {
  return { field, label, kind: 'text' };
}

/** A code, folded and trimmed. */
export function codeColumn(field: string, label: string): ColumnDefinition {
  return { field, label, kind: 'code' };
}

export function dateColumn(field: string, label: string): ColumnDefinition {
  return { field, label, kind: 'date' };
}

/** A number stored in the canonical unit. */
export function numberColumn(
  field: string,
  label: string,
  kind: UnitKind,
  canonical: string,
  nonNegative = false,
): ColumnDefinition {
  return { field, label, kind: 'number', unit: { kind, canonical, stored: canonical }, nonNegative };
}

/**
 * An area, stored in 亩 whatever it was handed over in: ㎡ and 公顷 end in 亩, 亩 does not end in ㎡.
 * @param canonical what a header without a unit means; undefined where the unit must be said.
 */
export function areaColumn(field: string, label: string, canonical: string | undefined): ColumnDefinition {
  return { field, label, kind: 'number', unit: { kind: 'area', canonical, stored: '亩' }, nonNegative: true };
}

function others(labels: readonly string[], label: string): string[] {
  return labels.filter((other) => other !== label);
}
