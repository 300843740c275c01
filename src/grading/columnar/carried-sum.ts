import { UNIT } from '../doubles.js';

/** Within a block plain addition is good enough; from block to block what rounding loses is carried along. */
export const BLOCK = 64;

/** Bounds the error of a sum of blocks, as a share of the sum of its terms' sizes. */
export const OF_BLOCKS = (BLOCK + 8) * UNIT;

/** A sum of blocks with Neumaier's compensation. */
export class CarriedSum {
  private sum = 0;
  private carried = 0;

  add(block: number): void {
    const next = this.sum + block;
    this.carried += Math.abs(this.sum) >= Math.abs(block) ? this.sum - next + block : block - next + this.sum;
    this.sum = next;
  }

  get value(): number {
    return this.sum + this.carried;
  }
}
