import { useId, useState } from 'react';
import { FileDrop } from '../file/file-drop.js';
import { useAct } from '../hub/use-act.js';
import css from './data.module.css';
import { handIn, issueReport, type HandedIn, type IntakeReport } from './hand-in.js';
import { ReportView } from './report-view.js';
import type { DatasetOf } from './datasets.js';

const TITLES = { looked: '试收', taken: '接收' } as const;

/** A file goes in: it is looked at first, and taken when that is said. */
export function HandInDesk({ datasets, taken }: { readonly datasets: readonly DatasetOf[]; readonly taken: () => void }) {
  const id = useId();
  const { isBusy, error, run } = useAct();
  const [dataset, setDataset] = useState('');
  const [year, setYear] = useState('');
  const [handed, setHanded] = useState<HandedIn>();
  const [shown, setShown] = useState<{ readonly stage: keyof typeof TITLES; readonly reports: readonly IntakeReport[] }>();
  const look = async (next: HandedIn) => {
    setHanded(next);
    setShown(undefined);
    const reports = await run(() => handIn(next, true));
    if (reports) setShown({ stage: 'looked', reports });
  };
  const take = async (its: HandedIn) => {
    const reports = await run(() => handIn(its, false));
    if (!reports) return;
    setShown({ stage: 'taken', reports });
    taken();
  };
  const mayTake = shown?.stage === 'looked' && shown.reports.some(({ status }) => status === 'accepted');
  return (
    <>
      <div className={css.choices}>
        <label htmlFor={`${id}-dataset`}>数据集</label>
        <select id={`${id}-dataset`} value={dataset} onChange={({ target }) => setDataset(target.value)}>
          <option value="">按表头识别</option>
          {datasets.map((each) => (
            <option key={each.dataset} value={each.dataset}>
              {each.title}
            </option>
          ))}
        </select>
        <label htmlFor={`${id}-year`}>年度</label>
        <input
          id={`${id}-year`}
          type="text"
          inputMode="numeric"
          placeholder="表中有年度的不填"
          value={year}
          onChange={({ target }) => setYear(target.value.trim())}
        />
      </div>
      <FileDrop
        label="选择或拖入要报送的文件（XLSX、CSV）"
        accept=".xlsx,.xlsm,.csv,.txt,.tsv"
        isBusy={isBusy}
        take={(file) => void look({ file, dataset, year })}
      >
        <p className="soft">先只检查（试收），什么都不留下；看过结果再接收。更正后的文件再拖进来即可。</p>
      </FileDrop>
      {isBusy && <p role="status">正在检查和读取文件…</p>}
      {error && handed && (
        <div role="alert" className={css.wrong}>
          <p>
            {handed.file.name}：{error.message}
          </p>
          <button type="button" disabled={isBusy} onClick={() => void (mayTake ? take(handed) : look(handed))}>
            重试
          </button>
        </div>
      )}
      {shown && handed && (
        <section aria-labelledby={`${id}-report`} className={css.report}>
          <h3 id={`${id}-report`}>{TITLES[shown.stage]}结果</h3>
          {shown.reports.map((report) => (
            <ReportView key={`${report.file} ${report.dataset}`} report={report} title={titleOf(report.dataset, datasets)} />
          ))}
          {shown.stage === 'looked' && (
            <div className={css.actions}>
              <button type="button" className={css.main} disabled={isBusy || !mayTake} onClick={() => void take(handed)}>
                接收
              </button>
              <button type="button" disabled={isBusy} onClick={() => void run(() => issueReport(handed))}>
                下载问题清单XLSX
              </button>
              <button
                type="button"
                disabled={isBusy}
                onClick={() => {
                  setShown(undefined);
                  setHanded(undefined);
                }}
              >
                放弃
              </button>
              {!mayTake && <span>没有可以接收的内容：请按下表更正后重新选择文件。</span>}
            </div>
          )}
        </section>
      )}
    </>
  );
}

function titleOf(dataset: string | null, datasets: readonly DatasetOf[]): string {
  return dataset === null ? '未识别' : (datasets.find((each) => each.dataset === dataset)?.title ?? dataset);
}
