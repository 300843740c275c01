import { useEffect, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { ClassBar } from '../chart/class-bar.js';
import { addedUp, ClassCells, ClassHeads } from '../chart/class-columns.js';
import { ClassMark } from '../chart/class-mark.js';
import { Answered } from '../frame/answered.js';
import {
  ClassMapDocument,
  CountyClassesDocument,
  type BreakdownKey,
  type ClassMapQuery,
  type CountyClassesQuery,
} from '../generated/graphql.js';
import type { Answer } from '../hub/ask.js';
import { useSession } from '../hub/session.js';
import { useAnswer, type Asked } from '../hub/use-answer.js';
import { useScheme, type Chosen } from '../hub/use-scheme.js';
import { count, figure } from '../words/figures.js';
import { moment } from '../words/moments.js';
import css from './wall.module.css';

/** A wall is looked at, not touched: it asks again by itself. */
const EVERY_MS = 60_000;

/** The classes of the county on a screen of 1920×1080, at any size of it. */
export default function Wall() {
  const { asked, chosen } = useScheme();
  return (
    <div className={css.wall}>
      <Answered asked={asked}>{() => (chosen ? <Shown chosen={chosen} /> : <h1>大屏</h1>)}</Answered>
    </div>
  );
}

function Shown({ chosen: { scheme, year } }: { readonly chosen: Chosen }) {
  const { who } = useSession();
  const under = { scheme: scheme.id, year };
  const classes = useLasting(useAnswer(CountyClassesDocument, under));
  const zones = useLasting(useAnswer(ClassMapDocument, { ...under, by: 'ZONE' as BreakdownKey }));
  const towns = useLasting(useAnswer(ClassMapDocument, { ...under, by: 'TOWN' as BreakdownKey }));
  const industries = useLasting(useAnswer(ClassMapDocument, { ...under, by: 'INDUSTRY_GROUP' as BreakdownKey }));
  const version = classes.answer?.data.assessment?.dataVersion;
  const source = `来源：${who.county ?? ''}亩均办，按《${scheme.title}》评价；${year} 年，数据版本 ${version ?? '—'}，${classes.at} 读取`;
  return (
    <>
      <header className={css.head}>
        <h1>大屏</h1>
        <p className={css.title}>
          {who.county ?? ''} {year} 年亩均效益评价
        </p>
        <Link href="/">返回总览</Link>
      </header>
      <div className={css.grid}>
        <Answered asked={classes}>{(answer) => <Counts answer={answer} source={source} />}</Answered>
        <Answered asked={zones}>{(answer) => <Places title="园区" answer={answer} source={source} />}</Answered>
        <Answered asked={towns}>{(answer) => <Places title="镇街" answer={answer} source={source} />}</Answered>
        <Answered asked={industries}>{(answer) => <Places title="行业组" answer={answer} source={source} />}</Answered>
      </div>
    </>
  );
}

function Counts({ answer, source }: { readonly answer: Answer<CountyClassesQuery>; readonly source: string }) {
  const groups = answer.data.assessment?.groups ?? [];
  const sums = addedUp(groups);
  const all = sums.every((each) => each.count !== null) ? sums.reduce((sum, each) => sum + each.count!, 0) : null;
  return (
    <Panel title="类别" source={source}>
      <table className={css.big}>
        <caption>
          已评价企业 <b>{all === null ? '—' : count(all)}</b> 家
        </caption>
        <thead>
          <tr>
            {sums.map(({ class: letter }, index) => (
              <th key={letter} scope="col">
                <ClassMark letter={letter} index={index} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {sums.map((each) => (
              <td key={each.class}>{each.count === null ? '—' : count(each.count)}</td>
            ))}
          </tr>
          <tr className={css.shares}>
            {sums.map((each) => (
              <td key={each.class}>{!all || each.count === null ? '—' : `${figure((100 * each.count) / all, 1)} %`}</td>
            ))}
          </tr>
        </tbody>
      </table>
      <ClassBar counts={sums} />
    </Panel>
  );
}

function Places({ title, answer, source }: { readonly title: string; readonly answer: Answer<ClassMapQuery>; readonly source: string }) {
  const rows = answer.data.assessment?.breakdown ?? [];
  const letters = rows[0]?.classes?.map((each) => each.class) ?? [];
  return (
    <Panel title={`分${title}`} source={source}>
      <table>
        <caption className="hidden">{`各${title}已定类企业（家）`}</caption>
        <thead>
          <tr>
            <th scope="col">{title}</th>
            <ClassHeads letters={letters} />
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, classes }) => (
            <tr key={key ?? ''}>
              <th scope="row">{key ?? '未登记'}</th>
              <ClassCells letters={letters} counts={classes ?? []} bar={css.bar} />
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function Panel({ title, source, children }: { readonly title: string; readonly source: string; readonly children: ReactNode }) {
  return (
    <section className={css.panel} aria-label={title}>
      <h2>{title}</h2>
      {children}
      <p className={css.source}>{source}</p>
    </section>
  );
}

/** What was answered last stays until a newer answer is here, which is asked for every minute. */
function useLasting<T>(asked: Asked<T>): Asked<T> & { readonly at: string } {
  const { retry } = asked;
  const [last, setLast] = useState<{ readonly answer: T; readonly at: string }>();
  if (asked.answer !== undefined && asked.answer !== last?.answer) setLast({ answer: asked.answer, at: moment(new Date()) });
  useEffect(() => {
    const timer = setInterval(retry, EVERY_MS);
    return () => clearInterval(timer);
  }, [retry]);
  return { ...asked, answer: asked.answer ?? last?.answer, at: last?.at ?? '' };
}
