import { LAND_TAX_TASK_RECIPIENT_WORDS } from '../generated/enum-words.js';
import { saveFrom } from '../hub/download.js';
import { useAct } from '../hub/use-act.js';
import { PlainTable } from '../table/plain-table.js';
import { count } from '../words/figures.js';
import { townOf, type Task } from './all-tasks.js';
import css from './land.module.css';

interface Batch {
  readonly date: string;
  readonly recipient: Task['recipient'];
  readonly town: string | null;
  readonly tasks: readonly Task[];
}

/** What was pushed, by day, office and town: each is a workbook that the office fills in. */
export function TaskBatches({ tasks }: { readonly tasks: readonly Task[] }) {
  const { isBusy, error, run } = useAct();
  const batches = batchesOf(tasks);
  const download = ({ date, recipient, town }: Batch) => {
    const office = recipient.toLowerCase();
    const name = `${LAND_TAX_TASK_RECIPIENT_WORDS[recipient]}任务-${date}-${town ?? '镇街未知'}.xlsx`;
    return run(() => saveFrom(`/land-tax/tasks/${date}/${office}/${encodeURIComponent(town ?? 'unknown')}.xlsx`, name));
  };
  if (batches.length === 0) return <p>还没有推送过任务。</p>;
  return (
    <>
      {error && (
        <p role="alert" className={css.wrong}>
          {error.message}
        </p>
      )}
      <PlainTable
        caption={`已推送的任务表，共 ${count(batches.length)} 份`}
        rows={batches}
        keyOf={({ date, recipient, town }) => `${date} ${recipient} ${town}`}
        columns={[
          { title: '推送日期', of: ({ date }) => date },
          { title: '接收方', of: ({ recipient }) => LAND_TAX_TASK_RECIPIENT_WORDS[recipient] },
          { title: '镇街', of: ({ town }) => town ?? '镇街未知' },
          { title: '任务（项）', isNumber: true, of: ({ tasks: its }) => count(its.length) },
          { title: '已回（项）', isNumber: true, of: ({ tasks: its }) => count(its.filter(({ result }) => result).length) },
          { title: '逾期（项）', isNumber: true, of: ({ tasks: its }) => count(its.filter(({ overdue }) => overdue).length) },
          {
            title: '任务表',
            of: (batch) => (
              <button
                type="button"
                aria-label={`下载XLSX ${batch.date} ${LAND_TAX_TASK_RECIPIENT_WORDS[batch.recipient]} ${batch.town ?? '镇街未知'}`}
                disabled={isBusy}
                onClick={() => void download(batch)}
              >
                下载XLSX
              </button>
            ),
          },
        ]}
      />
    </>
  );
}

/** The latest day first. */
function batchesOf(tasks: readonly Task[]): readonly Batch[] {
  const batches = new Map<string, Batch & { tasks: Task[] }>();
  for (const task of tasks) {
    const { pushedOn: date, recipient } = task;
    if (!date) continue;
    const town = townOf(task);
    const key = `${date} ${recipient} ${town ?? '~'}`;
    const batch = batches.get(key) ?? { date, recipient, town, tasks: [] };
    batch.tasks.push(task);
    batches.set(key, batch);
  }
  return [...batches]
    .sort(([a, { date: one }], [b, { date: other }]) => (one === other ? (a < b ? -1 : 1) : one < other ? 1 : -1))
    .map(([, each]) => each);
}
