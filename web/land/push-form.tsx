import { useId, useState } from 'react';
import { CountySchemesDocument, PushLandTaxTasksDocument } from '../generated/graphql.js';
import { ask } from '../hub/ask.js';
import { HubError } from '../hub/hub-error.js';
import { useAct } from '../hub/use-act.js';
import { useAnswer } from '../hub/use-answer.js';
import { count } from '../words/figures.js';
import css from './land.module.css';

const DAY_MS = 86_400_000;
/** 北京时间. */
const COUNTY_AHEAD_MS = 8 * 3_600_000;
const DAYS_TO_ANSWER = 30;

/** Pushes the findings of a year as tasks; relief alone by what was made public. */
export function PushForm({ year, pushed }: { readonly year: number; readonly pushed: () => void }) {
  const id = useId();
  const { isBusy, error, run } = useAct();
  const { answer } = useAnswer(CountySchemesDocument, {});
  const publications = (answer?.data.publications ?? []).filter((each) => each.year === year && !each.trial);
  const [publication, setPublication] = useState('');
  const [dueOn, setDueOn] = useState(() => new Date(Date.now() + COUNTY_AHEAD_MS + DAYS_TO_ANSWER * DAY_MS).toISOString().slice(0, 10));
  const [done, setDone] = useState<string>();
  const push = async () => {
    setDone(undefined);
    const outcome = await run(async () => {
      const { data } = await ask(PushLandTaxTasksDocument, { year, publication: publication || undefined, dueOn: dueOn || undefined });
      const its = data.pushLandTaxTasks;
      if (its?.__typename === 'LandTaxPush') return its;
      throw new HubError('BAD_USER_INPUT', [its?.message, ...(its?.issues.map(({ message }) => message) ?? [])].join('；'));
    });
    if (!outcome) return;
    setDone(`${outcome.pushedOn} 推送的任务共 ${count(outcome.tasks)} 项`);
    pushed();
  };
  return (
    <form
      className={css.push}
      aria-label="推送任务"
      onSubmit={(event) => {
        event.preventDefault();
        void push();
      }}
    >
      <label htmlFor={`${id}-by`}>减免按</label>
      <select id={`${id}-by`} value={publication} onChange={({ target }) => setPublication(target.value)}>
        <option value="">不推送减免疑点</option>
        {publications.map((each) => (
          <option key={each.id} value={each.id}>
            {each.document}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-due`}>办理期限</label>
      <input id={`${id}-due`} type="date" value={dueOn} onChange={({ target }) => setDueOn(target.value)} />
      <button type="submit" disabled={isBusy}>
        推送 {year} 年疑点
      </button>
      {isBusy && <span role="status">正在推送…</span>}
      {done && <span role="status">{done}</span>}
      {error && (
        <p role="alert" className={css.wrong}>
          {error.message}
        </p>
      )}
    </form>
  );
}
