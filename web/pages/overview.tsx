import { useState } from 'react';
import { ClassBar } from '../chart/class-bar.js';
import { ClassCells, ClassHeads } from '../chart/class-columns.js';
import { ClassMark } from '../chart/class-mark.js';
import { Answered } from '../frame/answered.js';
import { UnderScheme } from '../frame/under-scheme.js';
import { WithheldNote } from '../frame/withheld-note.js';
import { ClassMapDocument, CountyClassesDocument, type BreakdownKey } from '../generated/graphql.js';
import { useSession } from '../hub/session.js';
import { useAnswer } from '../hub/use-answer.js';
import { TakeAway } from '../table/take-away.js';
import { count, figure } from '../words/figures.js';
import { Awaiting } from '../overview/awaiting.js';
import { BesideLastYear } from '../overview/beside-last-year.js';
import { SinceYesterday } from '../overview/since-yesterday.js';
import { LandTaxByArea } from './land-tax-by-area.js';
import css from './overview.module.css';

/** How the enterprises that the viewer may see fall into classes, by group, place and industry. */
export default function Overview() {
  return (
    <UnderScheme name="总览">
      {(chosen) => (
        <>
          <Groups scheme={chosen.scheme.id} year={chosen.year} />
          <Awaiting scheme={chosen.scheme.id} year={chosen.year} />
          <BesideLastYear chosen={chosen} />
          <Places scheme={chosen.scheme.id} year={chosen.year} />
          <LandTaxByArea scheme={chosen.scheme.id} year={chosen.year} />
          <SinceYesterday scheme={chosen.scheme.id} year={chosen.year} />
        </>
      )}
    </UnderScheme>
  );
}

interface Under {
  readonly scheme: string;
  readonly year: number;
}

function Groups({ scheme, year }: Under) {
  const asked = useAnswer(CountyClassesDocument, { scheme, year });
  const { who } = useSession();
  const isLocal = who.zones.length + who.towns.length > 0;
  return (
    <Answered asked={asked}>
      {({ data: { assessment }, withheld }) => (
        <section aria-labelledby="groups">
          <div className={css.head}>
            <h2 id="groups">各评价组类别{isLocal && '（只计本地企业）'}</h2>
            <TakeAway document="county-classes" variables={{ scheme, year }} title={`${year}年类别分布`} />
          </div>
          <div className={css.groups}>
            {assessment?.groups.map(({ id, title, classes, ranked }) => (
              <figure key={id} className={css.group}>
                <table>
                  <caption>
                    <span className={css.title}>{title}</span>
                    <span className={css.total}>
                      <b>{count((classes ?? []).reduce((sum, each) => sum + (each.count ?? 0), 0))}</b> 家
                    </span>
                    {ranked !== null && ranked !== undefined && <span className="soft">参加排名 {count(ranked)} 家</span>}
                  </caption>
                  <thead>
                    <tr>
                      <td />
                      {classes?.map(({ class: letter, title: name }, index) => (
                        <th key={letter} scope="col" className="number" title={name ?? undefined}>
                          <ClassMark letter={letter} index={index} />
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    <tr>
                      <th scope="row">企业（家）</th>
                      {classes?.map((each) => (
                        <td key={each.class} className={css.figure}>
                          {each.count === null || each.count === undefined ? '—' : count(each.count)}
                        </td>
                      ))}
                    </tr>
                    <tr>
                      <th scope="row">占比（%）</th>
                      {classes?.map(({ class: letter, share }) => (
                        <td key={letter} className="number">
                          {share === null || share === undefined ? '—' : figure(Number(share) * 100, 1)}
                        </td>
                      ))}
                    </tr>
                  </tbody>
                </table>
                <ClassBar counts={(classes ?? []).map((each) => ({ class: each.class, count: each.count ?? null }))} />
                <figcaption className={css.names}>{classes?.map((each) => `${each.class} ${each.title ?? ''}`).join('　')}</figcaption>
              </figure>
            ))}
          </div>
          <p className="soft">数据版本 {assessment?.dataVersion}</p>
          <WithheldNote withheld={withheld} />
        </section>
      )}
    </Answered>
  );
}

const BY: readonly (readonly [BreakdownKey, string])[] = [
  ['ZONE', '园区'],
  ['TOWN', '镇街'],
  ['INDUSTRY_GROUP', '行业组'],
];

function Places({ scheme, year }: Under) {
  const [by, setBy] = useState<BreakdownKey>('ZONE');
  const word = BY.find(([key]) => key === by)![1];
  const asked = useAnswer(ClassMapDocument, { scheme, year, by });
  return (
    <section aria-labelledby="places" className={css.section}>
      <div className={css.head}>
        <h2 id="places">分{word}类别</h2>
        <div role="group" aria-label="按什么分" className={css.by}>
          {BY.map(([key, title]) => (
            <button key={key} type="button" aria-pressed={key === by} onClick={() => setBy(key)}>
              {title}
            </button>
          ))}
        </div>
        <TakeAway document="class-map" variables={{ scheme, year, by }} title={`${year}年分${word}类别`} />
      </div>
      <Answered asked={asked}>
        {({ data: { assessment } }) => {
          const rows = assessment?.breakdown ?? [];
          const letters = rows[0]?.classes?.map((each) => each.class) ?? [];
          return (
            <table className={css.places}>
              <caption>
                各{word}已定类企业，共 {rows.length} 行
              </caption>
              <thead>
                <tr>
                  <th scope="col">{word}</th>
                  <th scope="col" className="number">
                    已定类（家）
                  </th>
                  <ClassHeads letters={letters} />
                </tr>
              </thead>
              <tbody>
                {rows.map(({ key, graded, classes }) => (
                  <tr key={key ?? ''}>
                    <th scope="row">{key ?? '未登记'}</th>
                    <td className="number">{graded ?? '—'}</td>
                    <ClassCells letters={letters} counts={classes ?? []} bar={css.composition} />
                  </tr>
                ))}
              </tbody>
            </table>
          );
        }}
      </Answered>
    </section>
  );
}
