import { creditCode, enterpriseName, measure, year } from '../../handover/column.js';
import { dataset } from '../../handover/dataset.js';

const money = { ...measure('money', '万元'), fact: true } as const;
const energy = { ...measure('energy', '吨标煤'), nonNegative: true, fact: true } as const;

/** The word of 数据来源 for what an enterprise declared itself; anything else, and nothing, is 统计局's own collection. */
export const DECLARED = '填报';

/** What an enterprise reported to the statistics bureau for a year (HANDOVER.md, `statistics.annual`). */
export const statisticsAnnual = dataset({
  id: 'statistics.annual',
  department: 'statistics',
  title: '工业企业年报',
  updated: 'yearly',
  columns: {
    creditCode,
    name: enterpriseName('单位名称'),
    year,
    aboveScale: { label: '规上', aliases: ['是否规上', '规模以上', '是否规模以上'], kind: 'boolean', fact: true },
    revenue: { label: '营业收入', ...money },
    valueAdded: { label: '工业增加值', ...money },
    rdExpense: { label: '研发经费支出', aliases: ['R&D经费支出'], ...money },
    energy: { label: '综合能耗等价值', aliases: ['综合能耗(等价值)', '综合能源消费量(等价值)'], ...energy },
    energyCalorific: { label: '综合能耗当量值', aliases: ['综合能耗(当量值)', '综合能源消费量(当量值)'], ...energy },
    origin: { label: '数据来源', kind: 'choice', choices: ['填报', '统计'], optional: true },
  },
});
