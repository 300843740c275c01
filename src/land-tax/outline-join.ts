import type { OutlineBlock } from '../db/outline.js';

const NO_ROWS: OutlineBlock['rows'] = [];

/** What both sides hold of the parcels of one block. */
export interface JoinedBlock {
  readonly key: string;
  readonly titles: OutlineBlock['rows'];
  readonly sources: OutlineBlock['rows'];
}

/** Joins two streams of blocks, both by ascending key: each side is read once, and one block of each is held. */
export async function* joinedBlocks(
  titles: AsyncGenerator<OutlineBlock, void>,
  sources: AsyncGenerator<OutlineBlock, void>,
): AsyncGenerator<JoinedBlock, void> {
  try {
    let [title, source] = await Promise.all([titles.next(), sources.next()]);
    while (!title.done || !source.done) {
      const [land, tax] = [title.value, source.value];
      const key = !tax || (land && land.key < tax.key) ? land!.key : tax.key;
      const [onLand, onTax] = [land?.key === key, tax?.key === key];
      yield { key, titles: onLand ? land!.rows : NO_ROWS, sources: onTax ? tax!.rows : NO_ROWS };
      if (onLand) title = await titles.next();
      if (onTax) source = await sources.next();
    }
  } finally {
    await Promise.all([titles.return(), sources.return()]);
  }
}
