import { BAND_WORDS, MISSING_WORDS } from '../words/classes.js';
import { figure, measure } from '../words/figures.js';
import { departmentWord } from '../words/roles.js';
import type { Indicator } from './class-sentence.js';
import css from './enterprise.module.css';

/** An indicator as a formula with its numbers, its benchmark, and the file and line that each fact came from. */
export function IndicatorCard({ indicator, withheld }: { readonly indicator: Indicator; readonly withheld: ReadonlySet<string> }) {
  const { title, unit, value, numerator, denominator, benchmark, points, weight, band, missing, numeratorSources, denominatorSources } =
    indicator;
  const [top] = numeratorSources ?? [];
  const [bottom] = denominatorSources ?? [];
  const lacking = [...(numeratorSources ?? []), ...(denominatorSources ?? [])].filter(({ records }) => records?.length === 0);
  const given = (coordinate: string, text: string) => (withheld.has(`IndicatorResult.${coordinate}`) && text === '—' ? '未授权' : text);
  return (
    <li className={css.indicator}>
      <h3>{title}</h3>
      {missing ? (
        <p className={css.missing}>
          没有值：{MISSING_WORDS[missing]}
          {lacking.length > 0 &&
            `（${[...new Set(lacking.map(({ title: fact, department }) => `${departmentWord(department)}：${fact}`))].join('；')}）`}
        </p>
      ) : (
        <p className={css.formula}>
          {denominator === null || denominator === undefined ? (
            <b>{given('value', measure(value, unit))}</b>
          ) : (
            <>
              {given('numerator', measure(numerator, top?.unit))} ÷ {given('denominator', measure(denominator, bottom?.unit))} ={' '}
              <b>{given('value', measure(value, unit))}</b>
            </>
          )}
        </p>
      )}
      <p className={css.line}>
        基准 {measure(benchmark, unit)}
        {band && `，${BAND_WORDS[band]}`}；权重 {figure(weight, 0)} 分，得 <b>{given('points', figure(points))}</b> 分
      </p>
      <details className={css.sources}>
        <summary>数据来源</summary>
        <ul>
          {[...(numeratorSources ?? []), ...(denominatorSources ?? [])].map(({ id, title: fact, department, year, records }, index) => (
            <li key={`${id} ${index}`}>
              {fact}（{departmentWord(department)}，{year} 年）：
              {records === null || records === undefined
                ? '来源未授权'
                : records.length === 0
                  ? '没有报送'
                  : records
                      .map(
                        ({ file, sheet, line, version }) =>
                          `${file ?? '—'}${sheet ? ` ${sheet}` : ''} 第 ${line} 行（数据版本 ${version}）`,
                      )
                      .join('；')}
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}
