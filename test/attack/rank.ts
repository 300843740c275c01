import type { Rational } from '../../src/grading/rational.js';

/** How many of the rows follow from no others. A combination of rows over some columns alone is what the rank loses without those columns. */
export function rank(rows: readonly (readonly Rational[])[]): number {
  const left = rows.map((row) => [...row]);
  let found = 0;
  for (let column = 0; column < (left[0]?.length ?? 0); column += 1) {
    const at = left.findIndex((row, index) => index >= found && row[column]!.sign !== 0);
    if (at < 0) continue;
    [left[found], left[at]] = [left[at]!, left[found]!];
    const pivot = left[found]!;
    for (const row of left.slice(found + 1)) {
      const times = row[column]!.over(pivot[column]!);
      if (times.sign === 0) continue;
      for (let each = column; each < row.length; each += 1) row[each] = row[each]!.minus(pivot[each]!.times(times)).reduced();
    }
    found += 1;
  }
  return found;
}
