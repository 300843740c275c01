import { useSearchParams } from 'wouter';
import { Answered } from '../frame/answered.js';
import { ClassMovesDocument } from '../generated/graphql.js';
import { useAnswer } from '../hub/use-answer.js';
import type { SchemeOf } from '../hub/use-scheme.js';
import { ClassFlow } from '../overview/class-flow.js';
import { TakeAway } from '../table/take-away.js';
import css from './what-if.module.css';

/** The classes by this scheme and year beside those by another, which the address keeps. */
export function Against({
  scheme,
  year,
  schemes,
}: {
  readonly scheme: SchemeOf;
  readonly year: number;
  readonly schemes: readonly SchemeOf[];
}) {
  const [address, setAddress] = useSearchParams();
  const others = schemes
    .flatMap((each) => each.years.map((of) => ({ key: `${each.id}:${of}`, id: each.id, year: of, title: each.title })))
    .filter((each) => each.id !== scheme.id || each.year !== year);
  const against = others.find(({ key }) => key === address.get('against'));
  const choose = (key: string) =>
    setAddress(
      (before) => {
        const after = new URLSearchParams(before);
        if (key === '') after.delete('against');
        else after.set('against', key);
        return after;
      },
      { replace: true },
    );
  const variables = against && { scheme: scheme.id, year, fromScheme: against.id, fromYear: against.year };
  const asked = useAnswer(ClassMovesDocument, variables);
  return (
    <section className={css.against} aria-labelledby="against">
      <h2 id="against">与另一方案或年度比较</h2>
      <p>
        <label>
          比较对象{' '}
          <select value={against?.key ?? ''} onChange={({ target }) => choose(target.value)}>
            <option value="">不比较</option>
            {others.map(({ key, title, year: of }) => (
              <option key={key} value={key}>
                {title}，{of} 年
              </option>
            ))}
          </select>
        </label>
      </p>
      {against && variables && (
        <>
          <Answered asked={asked}>
            {({ data: { assessment } }) => (
              <ClassFlow
                moves={assessment?.movesFrom ?? []}
                from={`${against.title} ${against.year} 年`}
                to={`${scheme.title} ${year} 年`}
              />
            )}
          </Answered>
          <TakeAway document="class-moves" variables={variables} title={`${against.year}至${year}年类别去向`} />
        </>
      )}
    </section>
  );
}
