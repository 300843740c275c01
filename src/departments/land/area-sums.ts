import type { CopiedRow } from '../../db/copied-row.js';
import { Rational } from '../../grading/rational.js';
import { ScaledColumnBuilder, type ScaledColumn } from '../../grading/scaled-column.js';

/** The sums of areas of one kind, by enterprise. Who has any land has all of them, absent parts 0; a part without an area leaves its sum missing. */
export class AreaSums {
  readonly #sums: ScaledColumnBuilder;
  readonly #lacking: Uint8Array;

  constructor(size: number) {
    this.#sums = new ScaledColumnBuilder(size);
    this.#lacking = new Uint8Array(size);
  }

  /** Adds an area; undefined where there is none. */
  add(of: number, area: Rational | undefined): void {
    if (area) this.#sums.add(of, area);
    else this.#lacking[of] = 1;
  }

  /** Adds an area of at most 12 digits, of which `decimals` stand behind the point. */
  addDecimal(of: number, area: number, decimals: number): void {
    if (this.#sums.has(of)) this.#sums.add(of, Rational.from(area.toFixed(decimals)));
    else this.#sums.put(of, area, decimals);
  }

  /** Adds the area in a cell of a copied row. */
  addCell(of: number, row: CopiedRow, cell: number): void {
    if (row.isNull(cell)) this.#lacking[of] = 1;
    else if (row.decimal(cell)) this.addDecimal(of, row.value, row.decimals);
    else this.#sums.add(of, row.exact(cell));
  }

  /** @param landed 1 for who has any land */
  column(landed: Uint8Array): ScaledColumn {
    for (let of = 0; of < landed.length; of += 1) {
      if (landed[of] === 0 || this.#lacking[of] === 1) this.#sums.clear(of);
      else if (!this.#sums.has(of)) this.#sums.put(of, 0, 0);
    }
    return this.#sums.column();
  }
}
