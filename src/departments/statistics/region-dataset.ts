import { area, measure, year } from '../../handover/column.js';
import { dataset } from '../../handover/dataset.js';

const money = measure('money', '万元');

/** The year of the county and of each town: money in 万元, areas in 亩 (LANDUSE.md, `region.annual`). */
export const regionAnnual = dataset({
  id: 'region.annual',
  department: 'statistics',
  title: '分地区年报',
  updated: 'yearly',
  page: 'LANDUSE.md',
  columns: {
    region: { label: '地区代码', kind: 'place', key: true },
    year,
    gdp: { label: 'GDP现价', ...money },
    gdpConstant: { label: 'GDP不变价', ...money },
    base: { label: '不变价基期', kind: 'year' },
    builtLand: { label: '建设用地', ...area('㎡') },
    industrialLand: { label: '工业用地', ...area('㎡') },
    industrialOutput: { label: '工业增加值', ...money },
  },
});
