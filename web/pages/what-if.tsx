import { useEffect, useMemo, useState } from 'react';
import { Answered } from '../frame/answered.js';
import { UnderScheme } from '../frame/under-scheme.js';
import { WithheldNote } from '../frame/withheld-note.js';
import { CountyBenchmarksDocument, SchemeTextsDocument, WhatIfDocument, type WhatIfQuery } from '../generated/graphql.js';
import type { Answer } from '../hub/ask.js';
import { save } from '../hub/download.js';
import { amendedWords } from '../hub/amended-words.js';
import { amendedText, knobsOf, readScheme } from '../hub/scheme-text.js';
import { useAmendments } from '../hub/use-amendments.js';
import { useAnswer } from '../hub/use-answer.js';
import { TakeAway } from '../table/take-away.js';
import { Against } from './what-if-against.js';
import { Effects } from './what-if-effects.js';
import { Knobs } from './knobs.js';
import css from './what-if.module.css';

/** Whoever drags a slider is asked for once they pause. */
const PAUSE_MS = 200;

/** What would become of the classes and the money if some numbers of the scheme were others. */
export default function WhatIf() {
  return (
    <UnderScheme name="试算">
      {({ scheme, year, schemes }) => (
        <>
          <Under key={`${scheme.id} ${year}`} scheme={scheme.id} year={year} />
          <Against scheme={scheme} year={year} schemes={schemes} />
        </>
      )}
    </UnderScheme>
  );
}

function Under({ scheme, year }: { readonly scheme: string; readonly year: number }) {
  const asked = useAnswer(SchemeTextsDocument, { year });
  return (
    <Answered asked={asked}>
      {({ data: { schemes } }) => {
        const its = schemes?.find(({ id }) => id === scheme);
        return its ? (
          <Bench scheme={scheme} year={year} title={its.title} text={its.yaml} />
        ) : (
          <p>
            方案“{scheme}”不适用 {year} 年：请另选年度。
          </p>
        );
      }}
    </Answered>
  );
}

interface Benched {
  readonly scheme: string;
  readonly year: number;
  readonly title: string;
  readonly text: string;
}

function Bench({ scheme, year, title, text }: Benched) {
  const groups = useMemo(() => knobsOf(readScheme(text)), [text]);
  const titles = useMemo(
    () => new Map(groups.flatMap(({ weights }) => weights.map(({ path, title }) => [path.split('/')[3]!, title] as const))),
    [groups],
  );
  const reckoned = useAnswer(CountyBenchmarksDocument, { scheme, year }).answer?.data.assessment?.groups;
  const benchmarks = useMemo(
    () =>
      new Map(
        reckoned?.flatMap(({ id, benchmarks: its }) =>
          (its ?? []).flatMap(({ indicator, value }) =>
            value ? [[`groups/${id}/indicators/${indicator}/points/benchmark`, value] as const] : [],
          ),
        ),
      ),
    [reckoned],
  );
  const amendments = useAmendments();
  const settled = useSettled(amendments.all);
  const list = [...settled].filter(([, value]) => value !== '' && value !== '%').map(([path, value]) => ({ path, value }));
  const variables = { scheme, year, amendments: list };
  const asked = useAnswer(WhatIfDocument, list.length > 0 ? variables : undefined);
  const [last, setLast] = useState<Answer<WhatIfQuery>>();
  if (asked.answer && asked.answer !== last) setLast(asked.answer);
  // What is shown stays until the next answer is here.
  const shown = list.length === 0 ? undefined : (asked.answer ?? (asked.error ? undefined : last));
  const under = new URLSearchParams({ scheme, year: String(year) }).toString();
  return (
    <div className={css.bench}>
      <form className={css.knobs} aria-label="修改方案" onSubmit={(event) => event.preventDefault()}>
        {groups.map((group) => (
          <Knobs key={group.id} group={group} amendments={amendments} benchmarks={benchmarks} />
        ))}
        <div className={css.actions}>
          <button type="button" disabled={amendments.all.size === 0} onClick={amendments.clear}>
            还原
          </button>
          <button
            type="button"
            onClick={() => save(new Blob([amendedText(text, amendments.all)], { type: 'application/yaml' }), `${scheme}-试算.yaml`)}
          >
            下载方案（YAML）
          </button>
          <button
            type="button"
            onClick={() =>
              save(new Blob([amendedWords(title, year, groups, amendments.all)], { type: 'text/plain' }), `${scheme}-试算说明.txt`)
            }
          >
            下载说明（文字）
          </button>
        </div>
      </form>
      <section className={css.effects} aria-label="试算结果" aria-live="polite">
        {list.length === 0 ? (
          <p>改动左侧任一数字，即按同一批数据重新评价，这里给出类别变动、财政影响和变动的企业。试算不产生任何效果。</p>
        ) : (
          <>
            {shown ? (
              <>
                {shown.data.whatIf && <Effects whatIf={shown.data.whatIf} titles={titles} under={under} />}
                <TakeAway document="what-if" variables={variables} title={`${year}年试算变动企业`} />
                <WithheldNote withheld={shown.withheld} />
              </>
            ) : (
              <Answered asked={asked}>{() => null}</Answered>
            )}
          </>
        )}
      </section>
    </div>
  );
}

/** A value once it has not changed for a moment. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
