import { DISCLOSURE_THRESHOLD } from './grants.js';

/**
 * Counts that may be told to who sees no single enterprise. Those below the threshold are withheld (undefined); while
 * the total would give them back (one alone, or few in sum), the smallest of the others is withheld too.
 * @param counts by part of one whole whose total is known
 */
export function disclosed(counts: readonly number[]): readonly (number | undefined)[] {
  const ascending = counts.map((count, index) => ({ count, index })).sort((a, b) => a.count - b.count);
  let hidden = ascending.filter(({ count }) => count < DISCLOSURE_THRESHOLD).length;
  let sum = ascending.slice(0, hidden).reduce((total, { count }) => total + count, 0);
  while (hidden > 0 && hidden < counts.length && (hidden === 1 || sum < DISCLOSURE_THRESHOLD)) {
    sum += ascending[hidden]!.count;
    hidden += 1;
  }
  const withheld = new Set(ascending.slice(0, hidden).map(({ index }) => index));
  return counts.map((count, index) => (withheld.has(index) ? undefined : count));
}
