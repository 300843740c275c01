import type { DepartmentId } from '../grading/fact.js';
import type { Secrecy, SharingClass, ValueKind } from './sharing.js';

/** What the sharing classes of the regulations are called. */
export const CLASS_WORDS: Record<SharingClass, string> = { UNCONDITIONAL: '无条件共享', CONDITIONAL: '有条件共享', WITHHELD: '不予共享' };

/** The kinds of value (SHARING.md). */
export const KIND_WORDS: Record<ValueKind, string> = {
  RECORD: '部门数据',
  DERIVED: '推算值',
  RESULT: '评价结果',
  AGGREGATE: '汇总',
  METHOD: '办法',
  STRUCTURE: '结构',
};

/** What binds a field by law. */
export const SECRECY_WORDS: Record<Secrecy, string> = { NONE: '无保密约束', TAX: '涉税保密', STATISTICS: '统计保密', PERSONAL: '个人信息' };

/** The offices behind the departments, in the order of the catalogue. */
export const DEPARTMENT_WORDS: Record<DepartmentId, string> = {
  tax: '税务局',
  land: '自然资源和规划局',
  statistics: '统计局',
  employment: '人力资源和社会保障局',
  emissions: '生态环境局',
  utilities: '供电、供水单位',
  zone: '园区管委会',
  development: '发展和改革局',
  industry: '经济和信息化局',
  register: '市场监督管理局',
  county: '县（市、区）评价机构',
};
