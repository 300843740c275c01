import type { LinkedLandSource } from '../departments/tax/land-source.js';
import type { Rational } from '../grading/rational.js';

/** What the treatments in force give a source's taxpayer. */
export interface ReliefGround {
  /** 元 a year. */
  readonly granted: Rational;
  /** Why so much, in words (中文). */
  readonly why: string;
}

/** Says what relief a source has a ground for; undefined where that cannot be said. */
export type ReliefGrants = (source: LinkedLandSource) => ReliefGround | undefined;
