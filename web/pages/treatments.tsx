import { TREATMENT_WORDS } from '../words/classes.js';
import { figure } from '../words/figures.js';
import type { Grade } from './class-sentence.js';
import css from '../table/table.module.css';

/** The differentiated policies that apply, with their money where it is given. */
export function Treatments({ treatments }: { readonly treatments: Grade['treatments'] }) {
  if (!treatments || treatments.length === 0) return <p>没有适用的差别化政策。</p>;
  return (
    <div className={css.wide}>
      <table className={css.plainTable}>
        <caption className="hidden">适用政策</caption>
        <thead>
          <tr>
            <th scope="col">政策</th>
            <th scope="col">种类</th>
            <th scope="col" className="number">
              标准
            </th>
            <th scope="col" className="number">
              金额（元/年）
            </th>
            <th scope="col">依据</th>
            <th scope="col">有效期</th>
          </tr>
        </thead>
        <tbody>
          {treatments.map(({ id, title, kind, rate, unit, amount, document, validFrom, validTo, trial, text }) => (
            <tr key={id}>
              <th scope="row">
                {title}
                {trial && '（试行，不产生效果）'}
              </th>
              <td>{TREATMENT_WORDS[kind]}</td>
              <td className="number">{rate ? `${figure(rate)}${unit && unit !== '1' ? ` ${unit}` : ''}` : (text ?? '—')}</td>
              <td className="number">{figure(amount)}</td>
              <td>{document}</td>
              <td>
                {validFrom ?? '—'} 至 {validTo ?? '另行规定'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
