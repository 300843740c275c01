import type { Part, Parts } from '../access/told-span.js';
import { Rational } from '../grading/rational.js';

/** The parts of a sum as they are kept: fractions `n/d`; by share, credit codes and bases. */
export type PrintedParts = readonly { readonly share: string; readonly of: readonly (readonly [creditCode: string, base: string])[] }[];

export function printedParts(parts: Parts): PrintedParts {
  const byShare = new Map<string, [string, string][]>();
  for (const [creditCode, { base, share }] of parts) {
    if (base.sign === 0 || share.sign === 0) continue;
    const its = byShare.get(printed(share)) ?? [];
    byShare.set(printed(share), its);
    its.push([creditCode, printed(base)]);
  }
  return [...byShare].map(([share, of]) => ({ share, of }));
}

export function partsOf(kept: PrintedParts): Parts {
  return new Map(kept.flatMap(({ share, of }) => of.map(([creditCode, base]): [string, Part] => [creditCode, { base: read(base), share: read(share) }])));
}

function printed(number: Rational): string {
  const { n, d } = number.reduced();
  return `${n}/${d}`;
}

function read(text: string): Rational {
  const [n = '', d = ''] = text.split('/');
  return Rational.of(BigInt(n), BigInt(d));
}
