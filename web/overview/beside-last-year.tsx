import { addedUp, ClassCells, ClassHeads } from '../chart/class-columns.js';
import { Answered } from '../frame/answered.js';
import { ClassMovesDocument, ClassTrendDocument, type ClassTrendQuery } from '../generated/graphql.js';
import { useSession } from '../hub/session.js';
import { useAnswer } from '../hub/use-answer.js';
import type { Chosen, SchemeOf } from '../hub/use-scheme.js';
import css from '../pages/overview.module.css';
import { TakeAway } from '../table/take-away.js';
import { ClassFlow } from './class-flow.js';

/** For whom moves between classes are given. */
const MOVES = ['analyst', 'evaluation_office', 'zone_committee'];

/** This year beside last, each by the scheme of its year, and where classes went. */
export function BesideLastYear({ chosen: { scheme, year, schemes } }: { readonly chosen: Chosen }) {
  const before = schemes.find(({ years }) => years.includes(year - 1));
  return (
    <section aria-labelledby="last-year" className={css.section}>
      <h2 id="last-year" className={css.heading}>
        与上一年度相比
      </h2>
      {before ? (
        <Years scheme={scheme} year={year} before={before} />
      ) : (
        <p>没有 {year - 1} 年度的评价方案，无从比较：请系统管理员把该年度的方案文件放入方案目录（schemes）。</p>
      )}
    </section>
  );
}

function Years({ scheme, year, before }: { readonly scheme: SchemeOf; readonly year: number; readonly before: SchemeOf }) {
  const { who } = useSession();
  const trend = useAnswer(ClassTrendDocument, { schemes: [before.id, scheme.id], years: [year - 1, year] });
  const isGiven = MOVES.includes(who.role);
  const variables = { scheme: scheme.id, year, fromScheme: before.id, fromYear: year - 1 };
  const moves = useAnswer(ClassMovesDocument, isGiven ? variables : undefined);
  return (
    <>
      <Answered asked={trend}>{({ data: { assessments } }) => <Trend assessments={assessments ?? []} />}</Answered>
      {isGiven && (
        <Answered asked={moves}>
          {({ data: { assessment } }) => (
            <div className={css.flow}>
              <div className={css.head}>
                <h3>类别的去向</h3>
                <TakeAway document="class-moves" variables={variables} title={`${year - 1}至${year}年类别去向`} />
              </div>
              <ClassFlow moves={assessment?.movesFrom ?? []} from={`${year - 1} 年`} to={`${year} 年`} />
            </div>
          )}
        </Answered>
      )}
    </>
  );
}

type Assessments = NonNullable<ClassTrendQuery['assessments']>;

function Trend({ assessments }: { readonly assessments: Assessments }) {
  const rows = assessments.map(({ year, scheme, groups }) => ({ year, title: scheme.title, counts: addedUp(groups) }));
  const letters = [...new Set(rows.flatMap(({ counts }) => counts.map((each) => each.class)))].sort();
  return (
    <table className={css.places}>
      <caption>各年度已定类企业（家），各组合计</caption>
      <thead>
        <tr>
          <th scope="col">年度</th>
          <th scope="col">方案</th>
          <ClassHeads letters={letters} />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ year, title, counts }) => (
          <tr key={`${year} ${title}`}>
            <th scope="row">{year}</th>
            <td>{title}</td>
            <ClassCells letters={letters} counts={counts} bar={css.trend} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
