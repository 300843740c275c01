import type { HubError } from '../hub/hub-error.js';
import css from './frame.module.css';

/** What went wrong, what to do, and a button to try again. */
export function Failed({ error, retry }: { readonly error: HubError; readonly retry: () => void }) {
  return (
    <div role="alert" className={css.failed}>
      <p>{error.message}</p>
      <button type="button" onClick={retry}>
        重试
      </button>
    </div>
  );
}
