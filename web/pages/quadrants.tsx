import { PlainTable } from '../table/plain-table.js';
import { count } from '../words/figures.js';
import css from './quadrants.module.css';

interface Axis {
  readonly title: string;
  readonly unit: string | null | undefined;
}

interface Point {
  readonly code: string;
  readonly name: string;
  readonly letter: string;
  readonly x: number;
  readonly y: number;
  /** The benchmarks that hold for its group, across and up. */
  readonly of: readonly (string | null | undefined)[];
}

const WIDE = 920;
const HIGH = 460;
const EDGE = 44;

/** What the middle one of some values is. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

/** Firms by two indicators, each against the benchmarks of its group, or the median where the scheme has none; the letter says the class. */
export function Quadrants({
  points,
  across,
  up,
  open,
}: {
  readonly points: readonly Point[];
  readonly across: Axis;
  readonly up: Axis;
  readonly open: (code: string) => void;
}) {
  const isMeasured = [0, 1].every((axis) => points.every(({ of }) => Number(of[axis] ?? 0) > 0));
  const middle = isMeasured ? undefined : { x: median(points.map(({ x }) => x)), y: median(points.map(({ y }) => y)) };
  const yardstick = middle ? '中位数' : '基准值';
  const placed = points.flatMap((point) => {
    const [x, y] = [point.x / (middle?.x ?? Number(point.of[0])), point.y / (middle?.y ?? Number(point.of[1]))];
    return Number.isFinite(x) && Number.isFinite(y) ? [{ ...point, x, y }] : [];
  });
  // Beyond three times of it a firm stands at the edge: one giant would press all others into a corner.
  const at = (ratio: number, length: number) => EDGE + ((length - 2 * EDGE) * Math.min(3, Math.max(0, ratio))) / 3;
  const quadrant = (right: boolean, top: boolean) => placed.filter(({ x, y }) => x >= 1 === right && y >= 1 === top);
  const rows = [
    { id: 'both', title: `两项都不低于${yardstick}`, its: quadrant(true, true) },
    { id: 'up', title: `只有${up.title}不低于${yardstick}`, its: quadrant(false, true) },
    { id: 'across', title: `只有${across.title}不低于${yardstick}`, its: quadrant(true, false) },
    { id: 'none', title: `两项都低于${yardstick}`, its: quadrant(false, false) },
  ];
  const letters = [...new Set(placed.map(({ letter }) => letter))].sort();
  return (
    <figure className={css.figure}>
      <svg viewBox={`0 0 ${WIDE} ${HIGH}`} role="img" aria-label={`${across.title}与${up.title}，以${yardstick}的倍数计；明细见下表`}>
        <line className={css.axis} x1={EDGE} x2={WIDE - EDGE} y1={HIGH - EDGE} y2={HIGH - EDGE} />
        <line className={css.axis} x1={EDGE} x2={EDGE} y1={EDGE} y2={HIGH - EDGE} />
        <line className={css.cut} x1={at(1, WIDE)} x2={at(1, WIDE)} y1={EDGE} y2={HIGH - EDGE} />
        <line className={css.cut} x1={EDGE} x2={WIDE - EDGE} y1={HIGH - at(1, HIGH)} y2={HIGH - at(1, HIGH)} />
        <text x={WIDE - EDGE} y={HIGH - 14} textAnchor="end">
          {across.title}（{yardstick}的倍数）
        </text>
        <text x={EDGE} y={26}>
          {up.title}（{yardstick}的倍数）
        </text>
        {placed.map(({ code, name, letter, x, y }) => (
          <text
            key={code}
            className={css[`class${letter}`] ?? css.classOther}
            x={at(x, WIDE)}
            y={HIGH - at(y, HIGH) + 4}
            textAnchor="middle"
            onClick={() => open(code)}
          >
            {letter}
            <title>{name}</title>
          </text>
        ))}
      </svg>
      <PlainTable
        caption="各象限企业（家）"
        rows={rows}
        keyOf={({ id }) => id}
        columns={[
          { title: '象限', of: ({ title }) => title },
          { title: '合计', isNumber: true, of: ({ its }) => count(its.length) },
          ...letters.map((letter) => ({
            title: letter,
            isNumber: true,
            of: ({ its }: (typeof rows)[number]) => count(its.filter((each) => each.letter === letter).length),
          })),
        ]}
      />
    </figure>
  );
}
