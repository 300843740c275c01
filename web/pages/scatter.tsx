import { useMemo } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { Answered } from '../frame/answered.js';
import { UnderScheme } from '../frame/under-scheme.js';
import { WithheldNote } from '../frame/withheld-note.js';
import { ZoneIndicatorsDocument, type ZoneIndicatorsQuery } from '../generated/graphql.js';
import { ask, type Answer, type Withheld } from '../hub/ask.js';
import { useWork } from '../hub/use-answer.js';
import css from '../table/table.module.css';
import { count } from '../words/figures.js';
import { Quadrants } from './quadrants.js';

type Row = NonNullable<NonNullable<ZoneIndicatorsQuery['assessment']>['grades']>['nodes'][number];

/** Two indicators against each other: who is good at both, at one, at neither. */
export default function Scatter() {
  return <UnderScheme name="四象限">{({ scheme, year }) => <Under scheme={scheme.id} year={year} />}</UnderScheme>;
}

async function allIndicators(scheme: string, year: number) {
  const rows: Row[] = [];
  let withheld: readonly Withheld[] = [];
  let after: string | undefined;
  for (;;) {
    const answer: Answer<ZoneIndicatorsQuery> = await ask(ZoneIndicatorsDocument, { scheme, year, first: 500, after });
    const grades = answer.data.assessment?.grades;
    rows.push(...(grades?.nodes ?? []));
    withheld = answer.withheld;
    if (!grades?.pageInfo.hasNextPage) return { rows, withheld };
    after = grades.pageInfo.endCursor ?? undefined;
  }
}

function Under({ scheme, year }: { readonly scheme: string; readonly year: number }) {
  const asked = useWork(`indicators ${scheme} ${year}`, () => allIndicators(scheme, year));
  return <Answered asked={asked}>{({ rows, withheld }) => <Chart {...{ rows, withheld, scheme, year }} />}</Answered>;
}

interface Known {
  readonly rows: readonly Row[];
  readonly withheld: readonly Withheld[];
  readonly scheme: string;
  readonly year: number;
}

function Chart({ rows, withheld, scheme, year }: Known) {
  const [address, setAddress] = useSearchParams();
  const [, go] = useLocation();
  const indicators = useMemo(() => {
    const known = new Map<string, { readonly id: string; readonly title: string; readonly unit: string | null | undefined }>();
    for (const { indicators: its } of rows)
      for (const { id, title, unit } of its ?? []) if (!known.has(id)) known.set(id, { id, title, unit });
    return [...known.values()];
  }, [rows]);
  const across = indicators.find(({ id }) => id === address.get('x')) ?? indicators[0];
  const up = indicators.find(({ id }) => id === address.get('y')) ?? indicators[1] ?? indicators[0];
  if (!across || !up) return <p>没有可画的指标：没有给出任何一项的数值。</p>;
  const points = rows.flatMap(({ enterprise, class: letter, indicators: its }) => {
    const x = its?.find(({ id }) => id === across.id);
    const y = its?.find(({ id }) => id === up.id);
    if (!x?.value || !y?.value) return [];
    return [
      {
        code: enterprise.creditCode,
        name: enterprise.name ?? enterprise.creditCode,
        letter: letter ?? '—',
        x: Number(x.value),
        y: Number(y.value),
        of: [x.benchmark, y.benchmark],
      },
    ];
  });
  const choose = (axis: 'x' | 'y', id: string) =>
    setAddress((before) => {
      const after = new URLSearchParams(before);
      after.set(axis, id);
      return after;
    });
  return (
    <>
      <div className={css.tools}>
        {(
          [
            ['x', '横轴', across],
            ['y', '纵轴', up],
          ] as const
        ).map(([axis, word, its]) => (
          <label key={axis}>
            {word}
            <select value={its.id} onChange={({ target }) => choose(axis, target.value)}>
              {indicators.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          </label>
        ))}
        <span>共 {count(points.length)} 家两项都有值</span>
      </div>
      <Quadrants
        points={points}
        across={across}
        up={up}
        open={(code) => go(`/enterprises/${code}?${new URLSearchParams({ scheme, year: String(year) }).toString()}`)}
      />
      <WithheldNote withheld={withheld} />
    </>
  );
}
