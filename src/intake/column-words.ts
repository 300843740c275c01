import type { CellKind, ColumnDefinition } from '../handover/dataset.js';

const KIND_WORDS: Readonly<Record<CellKind, string>> = {
  creditCode: '统一社会信用代码，18 位，校验码须对',
  identity: '证件号，任何证件',
  unitCode: '不动产单元代码，28 位',
  parcelCode: '宗地代码，19 位（不动产单元代码的前 19 位）',
  parcelCodes: '宗地代码，19 位；几宗以分号分隔',
  outline: '宗地界线：GeoJSON 的 Polygon 或 MultiPolygon',
  code: '代码',
  industry: '行业代码（GB/T 4754），2 至 4 位数字，可带门类字母和名称',
  place: '代码，限数字、拉丁字母和连字符',
  text: '文字',
  number: '数字',
  date: '日期',
  year: '年度',
  quarter: '季度，1 至 4',
  boolean: '是、否（√、×、Y、N、1、0 亦可）',
  choice: '所列的词之一',
  event: '事项代码',
  fact: '指标代码，县（区）自定',
};

/** What the cells of a column hold, in words (中文). */
export function contentOf({ kind, choices, nonNegative, mayBeEmpty, optional }: ColumnDefinition): string {
  const words = [choices ? choices.join('、') : KIND_WORDS[kind], nonNegative && '不得为负', mayBeEmpty && '可空', optional && '可无此列'];
  return words.filter(Boolean).join('，');
}
