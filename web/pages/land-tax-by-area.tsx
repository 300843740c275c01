import { Answered } from '../frame/answered.js';
import { LandTaxYieldDocument } from '../generated/graphql.js';
import { useSession } from '../hub/session.js';
import { useAnswer } from '../hub/use-answer.js';
import { figure } from '../words/figures.js';
import css from './overview.module.css';

const ROLES = ['tax_officer', 'analyst'];

/** Land-use tax of a square metre, before and after relief; for the roles that its document is for. */
export function LandTaxByArea({ scheme, year }: { readonly scheme: string; readonly year: number }) {
  const { who } = useSession();
  const isGiven = ROLES.includes(who.role);
  const asked = useAnswer(LandTaxYieldDocument, isGiven ? { scheme, year } : undefined);
  if (!isGiven) return null;
  return (
    <section aria-labelledby="yield" className={css.section}>
      <div className={css.head}>
        <h2 id="yield">单位用地的土地使用税</h2>
      </div>
      <Answered asked={asked}>
        {({ data: { landTaxYield } }) => (
          <div className={css.yields}>
            {(
              [
                ['类别', landTaxYield?.byClass],
                ['园区', landTaxYield?.byZone],
              ] as const
            ).map(([word, rows]) => (
              <table key={word} className={css.places}>
                <caption>按{word}</caption>
                <thead>
                  <tr>
                    <th scope="col">{word}</th>
                    <th scope="col" className="number">
                      减免税额（元）
                    </th>
                    <th scope="col" className="number">
                      减免前（元/㎡）
                    </th>
                    <th scope="col" className="number">
                      减免后（元/㎡）
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rows?.map(({ key, relief, before, after }) => (
                    <tr key={key}>
                      <th scope="row">{key || '未登记'}</th>
                      <td className="number">{figure(relief)}</td>
                      <td className="number">{figure(before)}</td>
                      <td className="number">{figure(after)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            ))}
          </div>
        )}
      </Answered>
    </section>
  );
}
