import { useState } from 'react';
import { download } from '../hub/download.js';
import { HubError } from '../hub/hub-error.js';
import { useSession } from '../hub/session.js';
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
  const { ended } = useSession();
  const [busy, setBusy] = useState<string>();
  const [error, setError] = useState<HubError>();
  const take = (format: 'xlsx' | 'csv') => {
    setBusy(format);
    setError(undefined);
    download(document, format, variables, title)
      .catch((failure: unknown) => {
        if (failure instanceof HubError && failure.code === 'UNAUTHENTICATED') ended();
        setError(failure instanceof HubError ? failure : new HubError('INTERNAL', '文件没能存下，请重试'));
      })
      .finally(() => setBusy(undefined));
  };
  return (
    <div className={css.take}>
      <button type="button" disabled={busy !== undefined} onClick={() => take('xlsx')}>
        下载XLSX
      </button>
      <button type="button" disabled={busy !== undefined} onClick={() => take('csv')}>
        下载CSV
      </button>
      <button type="button" onClick={() => window.print()}>
        打印
      </button>
      {busy && <span role="status">正在制作文件…</span>}
      {error && <span role="alert">{error.message}</span>}
    </div>
  );
}
