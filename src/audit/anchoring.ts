import path from 'node:path';
import type { Db } from '../db/db.js';
import type { DepartmentId } from '../grading/fact.js';
import { appendAnchors } from './anchor-file.js';
import { openAnchorKey, type AnchorKey } from './anchor-key.js';
import { ANCHORS_FILE, currentAnchors } from './anchors.js';
import type { Head } from './chain.js';

/** Where anchors are kept. */
export interface AnchorPlaces {
  readonly dataDir: string;
  /** A further file, on another disk or machine; undefined: none. */
  readonly anchorsElsewhere?: string | undefined;
}

/** Anchors, signed, the ends of the chains that moved since it last did, everywhere that anchors are kept. */
export class Anchoring {
  readonly #places: AnchorPlaces;
  readonly #written: Map<string, number>;
  #key: AnchorKey | undefined;

  /** @param heads where the chains end of which no anchors are to be made */
  constructor(places: AnchorPlaces, heads: ReadonlyMap<DepartmentId, Head> = new Map()) {
    this.#places = places;
    this.#written = new Map([...heads].map(([department, { sequence }]) => [department, sequence]));
  }

  /** @throws Error if they could not be written everywhere; then they are anew the next time */
  async append(db: Db, now: Date): Promise<void> {
    const moved = (await currentAnchors(db, now)).filter(({ department, sequence }) => this.#written.get(department) !== sequence);
    if (moved.length === 0) return;
    const { dataDir, anchorsElsewhere } = this.#places;
    const { signed: sign } = (this.#key ??= await openAnchorKey(dataDir));
    const signed = moved.map(sign);
    await appendAnchors(path.join(dataDir, ANCHORS_FILE), signed);
    if (anchorsElsewhere !== undefined) await appendAnchors(anchorsElsewhere, signed);
    for (const { department, sequence } of moved) this.#written.set(department, sequence);
  }
}
