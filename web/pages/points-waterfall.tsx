import { figure } from '../words/figures.js';
import type { Grade } from './class-sentence.js';
import css from './enterprise.module.css';

interface Step {
  readonly id: string;
  readonly title: string;
  readonly weight: string | null | undefined;
  readonly points: string | null | undefined;
}

/** How the points of the indicators and extras add up to the total, and how far it is to the next class: a table that is its own chart. */
export function PointsWaterfall({ grade: { indicators, extras, total, nextClass } }: { readonly grade: Grade }) {
  const steps: readonly Step[] = [
    ...(indicators ?? []).map(({ id, title, weight, points }) => ({ id, title, weight, points })),
    ...(extras ?? []).map(({ id, title, points }) => ({ id, title, weight: null, points })),
  ];
  const needed = total && nextClass?.pointsNeeded ? Number(total) + Number(nextClass.pointsNeeded) : undefined;
  let reached = 0;
  const bars = steps.map((step) => {
    const points = step.points ? Number(step.points) : 0;
    const from = Math.min(reached, reached + points);
    reached += points;
    return { ...step, from, to: from + Math.abs(points), isLess: points < 0 };
  });
  const most = Math.max(1, needed ?? 0, Number(total ?? 0), ...bars.map(({ to }) => to));
  const at = (value: number) => `${(100 * value) / most}%`;
  return (
    <table className={css.waterfall}>
      <caption>得分构成（分）：逐项累加到总分</caption>
      <thead>
        <tr>
          <th scope="col">项目</th>
          <th scope="col" className="number">
            权重
          </th>
          <th scope="col" className="number">
            得分
          </th>
          <td className={css.axis} aria-hidden="true" />
        </tr>
      </thead>
      <tbody>
        {bars.map(({ id, title, weight, points, from, to, isLess }, index) => (
          <tr key={id}>
            <th scope="row">{title}</th>
            <td className="number">{weight ? figure(weight, 0) : '加减分'}</td>
            <td className="number">{figure(points)}</td>
            <td className={css.axis} aria-hidden="true">
              {needed !== undefined && <span className={css.cut} style={{ left: at(needed) }} />}
              <span
                className={isLess ? css.less : css.more}
                style={{ left: at(from), width: `max(2px, ${at(to - from)})`, opacity: 1 - (index % 2) * 0.18 }}
              />
            </td>
          </tr>
        ))}
        <tr className={css.total}>
          <th scope="row">总分</th>
          <td />
          <td className="number">{figure(total)}</td>
          <td className={css.axis} aria-hidden="true">
            {needed !== undefined && <span className={css.cut} style={{ left: at(needed) }} />}
            {total && <span className={css.sumBar} style={{ left: 0, width: at(Number(total)) }} />}
          </td>
        </tr>
        {needed !== undefined && nextClass && (
          <tr>
            <th scope="row">到 {nextClass.class} 类</th>
            <td />
            <td className="number">差 {figure(nextClass.pointsNeeded)}</td>
            <td className={css.axis} aria-hidden="true">
              <span className={css.cut} style={{ left: at(needed) }} />
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
