import { useMemo } from 'react';
import { Answered } from '../frame/answered.js';
import { Firm } from '../frame/firm.js';
import { LAND_TAX_FINDING_KIND_WORDS, LAND_TAX_TASK_RECIPIENT_WORDS, LAND_TAX_TASK_RESULT_WORDS } from '../generated/enum-words.js';
import { useWork } from '../hub/use-answer.js';
import { useKeptInAddress } from '../table/kept-in-address.js';
import { PlainTable } from '../table/plain-table.js';
import { TakeAway } from '../table/take-away.js';
import table from '../table/table.module.css';
import { count, figure } from '../words/figures.js';
import { allTasks, type Task } from './all-tasks.js';
import css from './land.module.css';
import { LandPage } from './land-page.js';
import { PushForm } from './push-form.js';
import { ResultsDrop } from './results-drop.js';
import { TaskBatches } from './task-batches.js';

/** More are not shown at once: they are searched, or taken away as a file. */
const MOST_SHOWN = 300;

/** Findings out as tasks, by office and town, and back with what was found out. */
export default function Tasks() {
  return <LandPage name="土地　任务">{({ scheme, year }) => <Work scheme={scheme} year={year} />}</LandPage>;
}

function Work({ scheme, year }: { readonly scheme: string; readonly year: number }) {
  const asked = useWork('land tasks', allTasks);
  return (
    <>
      <section className={css.section} aria-labelledby="out">
        <h2 id="out">推送</h2>
        <PushForm year={year} pushed={asked.retry} />
      </section>
      <section className={css.section} aria-labelledby="back">
        <h2 id="back">收取结果</h2>
        <ResultsDrop taken={asked.retry} />
      </section>
      <Answered asked={asked}>
        {(tasks) => (
          <>
            <section className={css.section} aria-labelledby="batches">
              <h2 id="batches">任务表</h2>
              <TaskBatches tasks={tasks} />
            </section>
            <section className={css.section} aria-labelledby="all">
              <h2 id="all">逐项任务</h2>
              <List tasks={tasks} under={`scheme=${scheme}&year=${year}`} />
            </section>
          </>
        )}
      </Answered>
    </>
  );
}

const STANDINGS: readonly (readonly [string, string, (task: Task) => boolean])[] = [
  ['waiting', '等待推送', ({ pushedOn }) => !pushedOn],
  ['pushed', '已推送，在期限内', ({ pushedOn, result, overdue }) => Boolean(pushedOn) && !result && !overdue],
  ['late', '逾期未回', ({ overdue }) => overdue],
  ['answered', '已回结果', ({ result }) => Boolean(result)],
];

function List({ tasks, under }: { readonly tasks: readonly Task[]; readonly under: string }) {
  const kept = useKeptInAddress();
  const [standing, search] = [kept.get('standing'), kept.get('q')];
  const shown = useMemo(() => {
    const stands = STANDINGS.find(([id]) => id === standing)?.[2];
    const wanted = search.trim();
    return tasks.filter(
      (task) =>
        (!stands || stands(task)) &&
        (wanted === '' || [task.holder?.name, task.taxpayer?.name, task.unitCode, task.id].some((each) => each?.includes(wanted))),
    );
  }, [tasks, standing, search]);
  return (
    <>
      <div className={table.tools} role="search">
        <input
          type="search"
          aria-label="按企业、不动产单元代码或编号查找"
          placeholder="企业名称、不动产单元代码或编号"
          value={search}
          onChange={({ target }) => kept.set('q', target.value)}
        />
        <label>
          状态
          <select value={standing} onChange={({ target }) => kept.set('standing', target.value)}>
            <option value="">全部</option>
            {STANDINGS.map(([id, word]) => (
              <option key={id} value={id}>
                {word}
              </option>
            ))}
          </select>
        </label>
        <TakeAway document="land-tax-tasks" variables={{}} title="以地控税任务" />
      </div>
      <PlainTable
        caption={`共 ${count(shown.length)} 项${shown.length > MOST_SHOWN ? `，列出期限最早的 ${MOST_SHOWN} 项` : ''}`}
        rows={shown.slice(0, MOST_SHOWN)}
        of={shown.length}
        keyOf={({ id }) => id}
        columns={[
          { title: '种类', of: ({ kind }) => (kind ? LAND_TAX_FINDING_KIND_WORDS[kind] : '请更正土地登记') },
          { title: '接收方', of: ({ recipient }) => LAND_TAX_TASK_RECIPIENT_WORDS[recipient] },
          { title: '权利人', of: ({ holder }) => <Firm of={holder} under={under} /> },
          { title: '纳税人', of: ({ taxpayer }) => <Firm of={taxpayer} under={under} /> },
          { title: '涉及税额（元/年）', isNumber: true, of: ({ taxAtStake }) => figure(taxAtStake) },
          { title: '推送', of: ({ pushedOn }) => pushedOn ?? '等待推送' },
          { title: '期限', of: ({ dueOn, overdue }) => (overdue ? <span className={css.late}>{dueOn} 已逾期</span> : (dueOn ?? '—')) },
          {
            title: '结果',
            of: ({ result, reason }) => (result ? `${LAND_TAX_TASK_RESULT_WORDS[result]}${reason ? `：${reason}` : ''}` : '未回'),
          },
          { title: '办理', of: ({ decidedOn, decidedBy }) => (decidedOn ? `${decidedOn} ${decidedBy ?? ''}` : '—') },
        ]}
      />
    </>
  );
}
