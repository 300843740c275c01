import { download } from '../hub/download.js';
import { useAct } from '../hub/use-act.js';
import css from './table.module.css';

/** Takes what is shown away: as a workbook, as CSV, on paper. */
export function TakeAway({
  document,
  variables,
  title,
}: {
  readonly document: string;
  readonly variables: object;
  readonly title: string;
}) {
  const { isBusy, error, run } = useAct();
  const take = (format: 'xlsx' | 'csv') => void run(() => download(document, format, variables, title));
  return (
    <div className={css.take}>
      <button type="button" disabled={isBusy} onClick={() => take('xlsx')}>
        下载XLSX
      </button>
      <button type="button" disabled={isBusy} onClick={() => take('csv')}>
        下载CSV
      </button>
      <button type="button" onClick={() => window.print()}>
        打印
      </button>
      {isBusy && <span role="status">正在制作文件…</span>}
      {error && <span role="alert">{error.message}</span>}
    </div>
  );
}
