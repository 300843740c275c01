import type { ReceivedFilesQuery } from '../generated/graphql.js';
import { saveFrom } from '../hub/download.js';
import { useAct } from '../hub/use-act.js';
import { PlainTable } from '../table/plain-table.js';
import { count } from '../words/figures.js';
import { moment } from '../words/moments.js';
import css from './data.module.css';
import type { DatasetOf } from './datasets.js';

type Handover = NonNullable<ReceivedFilesQuery['handovers']>['nodes'][number];

/** What one's office hands in: how often, when it last did, and the template to fill in. */
export function Templates({ datasets, handovers }: { readonly datasets: readonly DatasetOf[]; readonly handovers: readonly Handover[] }) {
  const { isBusy, error, run } = useAct();
  const last = (dataset: string) => handovers.find((each) => each.dataset === dataset && each.status === 'ACCEPTED');
  return (
    <>
      {error && (
        <p role="alert" className={css.wrong}>
          {error.message}
        </p>
      )}
      <PlainTable
        caption={`报送的数据集，共 ${count(datasets.length)} 行`}
        rows={datasets}
        keyOf={({ dataset }) => dataset}
        columns={[
          { title: '数据集', of: ({ title }) => title },
          { title: '更新周期', of: ({ cycle }) => cycle },
          { title: '最近接收', of: ({ dataset }) => (last(dataset) ? moment(last(dataset)!.receivedAt) : '尚未接收') },
          { title: '数据版本', isNumber: true, of: ({ dataset }) => last(dataset)?.version ?? '—' },
          {
            title: '模板',
            of: ({ dataset, title }) => (
              <button
                type="button"
                disabled={isBusy}
                aria-label={`下载模板 ${title}`}
                onClick={() => void run(() => saveFrom(`/templates/${dataset}.xlsx`, `${title}.xlsx`))}
              >
                下载模板
              </button>
            ),
          },
        ]}
      />
    </>
  );
}
