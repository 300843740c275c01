import { ClassMark } from '../chart/class-mark.js';
import { count } from '../words/figures.js';
import css from './class-flow.module.css';

interface Move {
  readonly from: string;
  readonly to: string;
  readonly count?: number | null;
}

const WIDE = 560;
const HIGH = 300;
const GAP = 10;
const EDGE = 16;
const NONE = '未定类';

/** Where classes went, as bands from left to right, with the table that says it in numbers. */
export function ClassFlow({ moves, from, to }: { readonly moves: readonly Move[]; readonly from: string; readonly to: string }) {
  const named = moves.filter((each) => (each.count ?? 0) > 0);
  const letters = [...new Set(moves.flatMap((each) => [each.from, each.to]))].sort((a, b) =>
    a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1,
  );
  const total = named.reduce((sum, each) => sum + (each.count ?? 0), 0);
  const scale = (HIGH - GAP * (letters.length - 1)) / Math.max(1, total);
  const sumOf = (side: 'from' | 'to', letter: string) =>
    named.filter((each) => each[side] === letter).reduce((sum, each) => sum + (each.count ?? 0), 0);
  const tops = (side: 'from' | 'to') => {
    let at = 0;
    return new Map(
      letters.map((letter) => {
        const top = at;
        at += sumOf(side, letter) * scale + GAP;
        return [letter, top] as const;
      }),
    );
  };
  const [left, right] = [tops('from'), tops('to')];
  const [leaving, coming] = [new Map(left), new Map(right)];
  const bands = letters.flatMap((one) =>
    letters.flatMap((other) => {
      const its = named.find((each) => each.from === one && each.to === other)?.count ?? 0;
      if (its === 0) return [];
      const height = its * scale;
      const [y, to_] = [leaving.get(one)!, coming.get(other)!];
      leaving.set(one, y + height);
      coming.set(other, to_ + height);
      return [{ one, other, its, height, y, to: to_ }];
    }),
  );
  const word = (letter: string) => letter || NONE;
  return (
    <figure className={css.flow}>
      <svg viewBox={`0 0 ${WIDE} ${HIGH}`} role="img" aria-label={`从${from}到${to}的类别去向，数字见表`}>
        {bands.map(({ one, other, its, height, y, to: end }) => (
          <path
            key={`${one} ${other}`}
            className={`${css.band} ${classOf(one, letters)} ${one === other ? css.same : ''}`}
            d={bandOf(y, end, height)}
          >
            <title>{`${from} ${word(one)} → ${to} ${word(other)}：${its} 家`}</title>
          </path>
        ))}
        {letters.map((letter) => (
          <g key={letter}>
            <rect className={classOf(letter, letters)} x={0} y={left.get(letter)} width={EDGE} height={sumOf('from', letter) * scale} />
            <rect
              className={classOf(letter, letters)}
              x={WIDE - EDGE}
              y={right.get(letter)}
              width={EDGE}
              height={sumOf('to', letter) * scale}
            />
            <text x={EDGE + 6} y={Math.min(HIGH - 4, (left.get(letter) ?? 0) + (sumOf('from', letter) * scale) / 2 + 4)}>
              {sumOf('from', letter) > 0 && word(letter)}
            </text>
            <text
              x={WIDE - EDGE - 6}
              y={Math.min(HIGH - 4, (right.get(letter) ?? 0) + (sumOf('to', letter) * scale) / 2 + 4)}
              textAnchor="end"
            >
              {sumOf('to', letter) > 0 && word(letter)}
            </text>
          </g>
        ))}
      </svg>
      <table>
        <caption>
          类别去向（家）：行为{from}，列为{to}
        </caption>
        <thead>
          <tr>
            <td />
            {letters.map((letter, index) => (
              <th key={letter} scope="col" className="number">
                {letter ? <ClassMark letter={letter} index={index} /> : NONE}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {letters.map((one, index) => (
            <tr key={one}>
              <th scope="row">{one ? <ClassMark letter={one} index={index} /> : NONE}</th>
              {letters.map((other) => (
                <td key={other} className={`number ${one === other ? css.stayed : ''}`}>
                  {count(named.find((each) => each.from === one && each.to === other)?.count ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

function bandOf(y: number, to: number, height: number): string {
  const [x, end, middle] = [EDGE, WIDE - EDGE, WIDE / 2];
  return `M${x},${y} C${middle},${y} ${middle},${to} ${end},${to} L${end},${to + height} C${middle},${to + height} ${middle},${y + height} ${x},${y + height} Z`;
}

function classOf(letter: string, letters: readonly string[]): string {
  return css[letter === '' ? 'classNone' : `class${Math.min(letters.indexOf(letter), 3)}`]!;
}
