import { useState } from 'react';
import { FileDrop } from '../file/file-drop.js';
import { request } from '../hub/request.js';
import { useAct } from '../hub/use-act.js';
import { count } from '../words/figures.js';
import css from './land.module.css';

/** What reading a results file did, as the hub says. */
interface Report {
  readonly results: number;
  readonly recorded: number;
  readonly repeated: number;
  readonly unknown: readonly string[];
  readonly corrections: number;
}

/** Making sure of a large file takes longer than an answer. */
const LONGEST_MS = 60_000;

/** Where a workbook of tasks comes back, filled in. */
export function ResultsDrop({ taken }: { readonly taken: () => void }) {
  const { isBusy, error, run } = useAct();
  const [last, setLast] = useState<{ readonly name: string; readonly report: Report }>();
  const take = async (file: File) => {
    setLast(undefined);
    const init = { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: file };
    const report = await run(
      async () => (await (await request(`/land-tax/results/${encodeURIComponent(file.name)}`, init, LONGEST_MS)).json()) as Report,
    );
    if (!report) return;
    setLast({ name: file.name, report });
    taken();
  };
  return (
    <FileDrop
      label="交回办理结果：选择或拖入填好的任务表（XLSX）或结果文件（JSON）"
      accept=".xlsx,.json"
      isBusy={isBusy}
      take={(file) => void take(file)}
    >
      <p className="soft">重复交回同一份不变；有一处不合要求，整份不收。</p>
      {isBusy && <p role="status">正在收取…</p>}
      {error && (
        <p role="alert" className={css.wrong}>
          {error.message}
        </p>
      )}
      {last && (
        <p role="status">
          {last.name}：共 {count(last.report.results)} 条，新收 {count(last.report.recorded)} 条，此前已收 {count(last.report.repeated)}{' '}
          条，转请自然资源部门更正 {count(last.report.corrections)} 项。
          {last.report.unknown.length > 0 &&
            `有 ${count(last.report.unknown.length)} 条对不上任何已推送的任务，已留存待查：${last.report.unknown.join('、')}。`}
        </p>
      )}
    </FileDrop>
  );
}
