import { useState } from 'react';
import { Answered } from '../frame/answered.js';
import { PublicEvaluationsDocument, PublicResultsDocument, type PublicEvaluationsQuery } from '../generated/graphql.js';
import { useAnswer } from '../hub/use-answer.js';
import { useKeptInAddress } from '../table/kept-in-address.js';
import { PlainTable } from '../table/plain-table.js';
import { TakeAway } from '../table/take-away.js';
import css from '../table/table.module.css';
import { count } from '../words/figures.js';

const PAGE = 50;

type Evaluation = NonNullable<PublicEvaluationsQuery['publicEvaluations']>[number];

/** What was noticed or published, for anybody: search a name, see its class and the document. */
export default function Public() {
  const asked = useAnswer(PublicEvaluationsDocument, {});
  return (
    <>
      <h1>公示</h1>
      <Answered asked={asked}>
        {({ data: { publicEvaluations } }) =>
          publicEvaluations && publicEvaluations.length > 0 ? (
            <Results evaluations={publicEvaluations} />
          ) : (
            <p>目前没有公示或公布的评价结果。</p>
          )
        }
      </Answered>
    </>
  );
}

function Results({ evaluations }: { readonly evaluations: readonly Evaluation[] }) {
  const address = useKeptInAddress();
  const [first, setFirst] = useState(PAGE);
  const keyOf = ({ scheme, year }: Evaluation) => `${scheme} ${year}`;
  const chosen = evaluations.find((each) => keyOf(each) === address.get('of')) ?? evaluations[0]!;
  const { scheme, year } = chosen;
  const words = address.get('q').trim();
  const asked = useAnswer(PublicResultsDocument, { scheme, year, nameOrCode: words || null, first });
  return (
    <>
      <p>
        {year} 年度，{chosen.title}；{chosen.notice ? '公示中' : '已公布'}：{chosen.document}。排名不分先后。
      </p>
      <div className={css.tools}>
        {evaluations.length > 1 && (
          <label>
            评价
            <select value={keyOf(chosen)} onChange={(event) => address.set('of', event.target.value)}>
              {evaluations.map((each) => (
                <option key={keyOf(each)} value={keyOf(each)}>
                  {each.year} 年度 {each.title}
                </option>
              ))}
            </select>
          </label>
        )}
        <input
          type="search"
          aria-label="按企业名称或统一社会信用代码查"
          placeholder="企业名称或统一社会信用代码"
          defaultValue={words}
          onChange={(event) => {
            setFirst(PAGE);
            address.set('q', event.target.value);
          }}
        />
        <TakeAway document="public-results" variables={{ scheme, year, nameOrCode: words || null }} title={`${year}年度评价结果`} />
      </div>
      <Answered asked={asked}>
        {({ data: { publicResults } }) => {
          const rows = publicResults?.nodes ?? [];
          const all = publicResults?.totalCount ?? 0;
          return (
            <>
              <PlainTable
                caption={`共 ${count(all)} 家`}
                rows={rows}
                of={all}
                keyOf={({ creditCode }) => creditCode}
                columns={[
                  { title: '企业', of: (each) => each.name },
                  { title: '统一社会信用代码', of: (each) => each.creditCode },
                  { title: '类别', of: (each) => each.class },
                  { title: '分组', of: (each) => each.group ?? '—' },
                  { title: '园区', of: (each) => each.zone ?? '—' },
                  { title: '镇街', of: (each) => each.town ?? '—' },
                  { title: '文号', of: (each) => each.document },
                ]}
              />
              {all > rows.length && (
                <button type="button" onClick={() => setFirst(Math.min(500, first * 2))}>
                  再显示一些
                </button>
              )}
            </>
          );
        }}
      </Answered>
    </>
  );
}
