import { creditCode, enterpriseName, measure, year } from '../../handover/column.js';
import { dataset } from '../../handover/dataset.js';

const persons = { ...measure('persons', '人'), nonNegative: true, fact: true } as const;

/** Whom an enterprise employed in a year, in 人 (HANDOVER.md, `employment.annual`). */
export const employmentAnnual = dataset({
  id: 'employment.annual',
  department: 'employment',
  title: '年度用工',
  updated: 'yearly',
  columns: {
    creditCode,
    name: enterpriseName('单位名称'),
    year,
    averageStaff: {
      label: '年平均职工人数',
      aliases: ['平均职工人数', '平均从业人员', '从业人员平均人数', '全年平均从业人员数'],
      ...persons,
    },
    insured: { label: '参保人数', ...persons },
  },
});
