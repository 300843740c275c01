import css from './class.module.css';
import { classStyle } from './class-mark.js';

/** How some enterprises fall into classes, as one bar; its table stands beside it. */
export function ClassBar({
  counts,
  thin = false,
}: {
  readonly counts: readonly { readonly class: string; readonly count: number | null }[];
  readonly thin?: boolean;
}) {
  const words = counts.map(({ class: letter, count }) => `${letter} ${count ?? '—'} 家`).join('，');
  return (
    <div className={thin ? css.thin : css.bar} role="img" aria-label={words}>
      {counts.map(({ class: letter, count }, index) => (
        <span key={letter} className={classStyle(letter, index)} style={{ flexGrow: count ?? 0 }} />
      ))}
    </div>
  );
}
