import type { Withheld } from '../hub/ask.js';
import { departmentWord } from '../words/roles.js';
import css from './withheld-note.module.css';

/** What was not given, by whom, and how to ask; nothing where all was. */
export function WithheldNote({ withheld }: { readonly withheld: readonly Withheld[] }) {
  if (withheld.length === 0) return null;
  const departments = [...new Set(withheld.map(({ department }) => department))];
  return (
    <section className={css.note} aria-labelledby="withheld">
      <h2 id="withheld">未授权的内容（显示为“—”）</h2>
      <ul>
        {departments.map((department) => {
          const its = withheld.filter((each) => each.department === department);
          const asks = [...new Set(its.map(({ ask }) => ask))];
          return (
            <li key={department}>
              <details>
                <summary>
                  {departmentWord(department)}：{its.length} 项未授权，请向{departmentWord(department)}申请
                </summary>
                <ul className={css.asks}>
                  {asks.map((ask) => (
                    <li key={ask}>{ask}</li>
                  ))}
                </ul>
              </details>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
