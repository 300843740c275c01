import { useState } from 'react';
import { Answered } from '../frame/answered.js';
import { CountyClassesDocument, type CountyClassesQuery } from '../generated/graphql.js';
import { useAnswer } from '../hub/use-answer.js';
import css from '../pages/overview.module.css';
import { PlainTable } from '../table/plain-table.js';
import { count } from '../words/figures.js';
import { moment } from '../words/moments.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** What the data that came since yesterday changed in the counts of classes. */
export function SinceYesterday({ scheme, year }: { readonly scheme: string; readonly year: number }) {
  // Of the full hour, so that who comes back soon finds the answer.
  const [asOf] = useState(() => new Date(Math.floor((Date.now() - DAY_MS) / HOUR_MS) * HOUR_MS).toISOString());
  const now = useAnswer(CountyClassesDocument, { scheme, year });
  const then = useAnswer(CountyClassesDocument, { scheme, year, asOf });
  return (
    <section aria-labelledby="yesterday" className={css.section}>
      <h2 id="yesterday" className={css.heading}>
        昨日以来
      </h2>
      <Answered asked={now}>
        {(current) =>
          // Before the first data of the year came there was nothing to compare with.
          then.error?.code === 'BAD_USER_INPUT' ? (
            <p>昨日此时（{moment(asOf)}）还没有可以评价的数据，无从比较。</p>
          ) : (
            <Answered asked={then}>{(before) => <Changes now={current.data} then={before.data} asOf={asOf} />}</Answered>
          )
        }
      </Answered>
    </section>
  );
}

function Changes({ now, then, asOf }: { readonly now: CountyClassesQuery; readonly then: CountyClassesQuery; readonly asOf: string }) {
  const [version, before] = [now.assessment?.dataVersion, then.assessment?.dataVersion];
  const since = `自 ${moment(asOf)}`;
  if (version === before)
    return (
      <p>
        {since}起没有新的数据（数据版本 {version}）。
      </p>
    );
  const counts = ({ assessment }: CountyClassesQuery) =>
    new Map(
      assessment?.groups.flatMap(({ title, classes }) =>
        (classes ?? []).map((each) => [`${title} ${each.class}`, each.count ?? 0] as const),
      ),
    );
  const [after, earlier] = [counts(now), counts(then)];
  const changed = [...new Set([...after.keys(), ...earlier.keys()])].filter((key) => after.get(key) !== earlier.get(key)).sort();
  if (changed.length === 0)
    return (
      <p>
        {since}起数据版本由 {before} 到 {version}，各组各类的家数没有变动。
      </p>
    );
  return (
    <PlainTable
      caption={`${since}起数据版本由 ${before} 到 ${version}，家数变动的类别共 ${count(changed.length)} 行`}
      rows={changed}
      keyOf={(key) => key}
      columns={[
        { title: '评价组和类别', of: (key) => key },
        { title: '昨日（家）', isNumber: true, of: (key) => count(earlier.get(key) ?? 0) },
        { title: '现在（家）', isNumber: true, of: (key) => count(after.get(key) ?? 0) },
      ]}
    />
  );
}
