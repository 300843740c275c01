import { measure, figure } from '../words/figures.js';
import type { Grade } from './class-sentence.js';
import css from './enterprise.module.css';

const UNREACHABLE: Readonly<Record<string, string>> = {
  NO_PLACE: '该类没有名额',
  CAP: '所需总分超过各项封顶和加减分所能达到的',
  OVERRIDE: '有调档规则限制，提高得分不能改变类别',
};

/** What separates an enterprise from the next better class, one indicator at a time. */
export function WayUp({ grade: { nextClass, indicators } }: { readonly grade: Grade }) {
  if (!nextClass) return <p>已是最好的类别，或没有评定类别。</p>;
  if (nextClass.unreachable)
    return (
      <p>
        暂不能进入 {nextClass.class} 类：{UNREACHABLE[nextClass.unreachable]}。
      </p>
    );
  return (
    <>
      <p>
        进入 {nextClass.class} 类还差 <b className={css.gap}>{figure(nextClass.pointsNeeded)}</b> 分。其他不变，单靠一项须达到：
      </p>
      <table>
        <caption className="hidden">提升路径</caption>
        <thead>
          <tr>
            <th scope="col">指标</th>
            <th scope="col" className="number">
              现值
            </th>
            <th scope="col" className="number">
              须达到
            </th>
            <th scope="col" className="number">
              分子须达到
            </th>
          </tr>
        </thead>
        <tbody>
          {nextClass.paths?.map(({ indicator, valueNeeded, numeratorNeeded }) => {
            const its = indicators?.find(({ id }) => id === indicator);
            return (
              <tr key={indicator}>
                <th scope="row">{its?.title ?? indicator}</th>
                <td className="number">{measure(its?.value, its?.unit)}</td>
                <td className="number">{valueNeeded ? measure(valueNeeded, its?.unit) : '单靠此项达不到'}</td>
                <td className="number">{measure(numeratorNeeded, its?.numeratorSources?.[0]?.unit)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
