import type { Part, Parts } from '../access/told-span.js';
import { Rational } from '../grading/rational.js';

/** The parts of a sum as they are kept: fractions `n/d`; by share, keys and bases, and whose each is where its key does not say so. */
export type PrintedParts = readonly { readonly share: string; readonly of: readonly (readonly [key: string, base: string, enterprise?: string])[] }[];

export function printedParts(parts: Parts): PrintedParts {
  const byShare = new Map<string, [string, string, string?][]>();
  for (const [key, { base, share, of }] of parts) {
    if (base.sign === 0 || share.sign === 0) continue;
    const its = byShare.get(printed(share)) ?? [];
    byShare.set(printed(share), its);
    its.push(of === undefined ? [key, printed(base)] : [key, printed(base), of]);
  }
  return [...byShare].map(([share, of]) => ({ share, of }));
}

export function partsOf(kept: PrintedParts): Parts {
  return new Map(kept.flatMap(({ share, of }) => of.map(([key, base, enterprise]): [string, Part] => [key, { base: read(base), share: read(share), ...(enterprise === undefined ? {} : { of: enterprise }) }])));
}

function printed(number: Rational): string {
  const { n, d } = number.reduced();
  return `${n}/${d}`;
}

function read(text: string): Rational {
  const [n = '', d = ''] = text.split('/');
  return Rational.of(BigInt(n), BigInt(d));
}
