import type { DepartmentId } from '../grading/fact.js';
import type { Scheme } from '../grading/scheme.js';
import type { FigureGivenBack } from './figures-given-back.js';
import type { HiddenFigure } from './hidden-figures.js';

/** To whom the lines apply: the notice is for the owner, who decides whether to give totals, points or bands. */
export const WITH_WHAT_IS_VISIBLE = '看得到登记、用地、用工和事项的单位（如园区管委会），若再得到下列各项，凭本办法即可算出企业的：';

const DEPARTMENTS: Readonly<Record<DepartmentId, string>> = {
  tax: '税务',
  emissions: '生态环境',
  employment: '人社',
  land: '自然资源',
  statistics: '统计',
  utilities: '供电供水',
  zone: '园区',
  development: '发改',
  industry: '经信',
  register: '市场监管',
  county: '县级',
};

/** What gives the figures, and what of them: the figures themselves, or ranges. */
const WAYS = [
  { through: 'total', exact: true, given: '本组总分可反推', ends: '' },
  { through: 'total', exact: false, given: '本组总分可知', ends: '的区间' },
  { through: 'points', exact: true, given: '各项得分可反推', ends: '' },
  { through: 'points', exact: false, given: '分段得分和加减分可知', ends: '的区间' },
  { through: 'bands', exact: false, given: '各项相对基准值的档次可知', ends: '的区间' },
] as const satisfies readonly (Pick<FigureGivenBack, 'through' | 'exact'> & Record<'given' | 'ends', string>)[];

/** One line for each group and way: 规上：本组总分可反推 税务：评价税收（万元）. */
export function givenBackLines({ groups }: Scheme, found: readonly FigureGivenBack[]): readonly string[] {
  return groups.flatMap(({ id, title }) =>
    WAYS.flatMap(({ through, exact, given, ends }) => {
      const figures = found.filter((each) => each.group === id && each.through === through && each.exact === exact);
      return figures.length === 0 ? [] : [`${title}：${given} ${byDepartment(figures)}${ends}`];
    }),
  );
}

function byDepartment(found: readonly FigureGivenBack[]): string {
  const departments = [...new Set(found.map(({ department }) => department))];
  const figuresOf = (of: DepartmentId) => found.filter(({ department }) => department === of).map(({ figure }) => figureWords(figure));
  return departments.map((of) => `${DEPARTMENTS[of]}：${figuresOf(of).join('、')}`).join('；');
}

function figureWords({ title, unit, year }: HiddenFigure): string {
  const when = year === 0 ? '' : year === -1 ? '上年的' : `${-year} 年前的`;
  return `${when}${title}${unit === '' ? '' : `（${unit}）`}`;
}
