import { creditCode, enterpriseName, year } from '../handover/column.js';
import { dataset } from '../handover/dataset.js';
import { factsOf } from '../handover/facts.js';

/** The register of enterprises (HANDOVER.md, `enterprise.register`). */
export const enterpriseRegister = dataset({
  id: 'enterprise.register',
  department: 'register',
  title: '企业名录',
  updated: 'onChange',
  columns: {
    creditCode,
    name: { ...enterpriseName('企业名称'), folded: 'foldedName' },
    established: { label: '成立日期', kind: 'date', fact: true },
    industry: { label: '行业代码', kind: 'industry', fact: true },
    industryGroup: { label: '行业组', kind: 'text', fact: true },
    zone: { label: '园区代码', kind: 'place', fact: true },
    town: { label: '镇街代码', kind: 'place', fact: true },
    status: { label: '登记状态', kind: 'text', fact: true },
  },
});

export const enterpriseFacts = factsOf(enterpriseRegister);

/** What happened to enterprises, from any department (HANDOVER.md, `events`). */
export const events = dataset({
  id: 'events',
  department: 'county',
  title: '企业事项',
  updated: 'asItHappens',
  columns: {
    creditCode,
    event: { label: '事项代码', kind: 'event', key: true },
    date: { label: '发生日期', kind: 'date', key: true },
    document: { label: '文书号', kind: 'text', key: true, mayBeEmpty: true },
    note: { label: '说明', kind: 'text' },
  },
});

/**
 * The facts that a county declares itself, one a line, from any department (HANDOVER.md, `supplement.annual`).
 * `value` is in `unit`: the fact's declared unit, wherever conversion into it ends (see src/handover/supplement.ts).
 */
export const supplementAnnual = dataset({
  id: 'supplement.annual',
  department: 'county',
  title: '县（区）自定指标',
  updated: 'yearly',
  columns: {
    creditCode,
    year,
    fact: { label: '指标代码', kind: 'fact', key: true },
    value: { label: '数值', kind: 'number' },
    unit: { label: '计量单位', kind: 'text' },
  },
});
