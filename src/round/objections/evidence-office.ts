import { inArray } from 'drizzle-orm';
import type { Viewer } from '../../access/viewer.js';
import type { Db } from '../../db/db.js';
import type { Readers } from '../../departments/readers.js';
import { EvidenceDesk, type Evidence } from '../evidence/desk.js';
import { EvidenceFolder } from '../evidence/folder.js';
import { roundOf } from '../round.js';
import { isParty } from './party.js';
import { objection } from './table.js';

/** A file as a party may have it. */
export interface EvidenceUse {
  readonly use: Evidence;
  readonly creditCode: string;
}

/** Evidence, and who may have it. */
export interface EvidenceOffice {
  readonly desk: EvidenceDesk;
  /** The first of some uses of a file that a viewer is a party of; undefined: of none. */
  readonly partyOf: (viewer: Viewer, uses: readonly Evidence[]) => Promise<EvidenceUse | undefined>;
}

/** @param folder where the files lie */
export function openEvidence(db: Db, readers: Pick<Readers, 'enterprises'>, folder: string, clock?: () => Date): EvidenceOffice {
  return {
    desk: new EvidenceDesk(db, new EvidenceFolder(folder), clock),
    partyOf: async (viewer, uses) => {
      if (uses.length === 0) return undefined;
      const ids = uses.map(({ objectionId }) => objectionId);
      const found = await db.select().from(objection).where(inArray(objection.id, ids)).orderBy(objection.id);
      for (const each of found) {
        // Zone and town are those at V1 for the whole round.
        const { dataVersion } = await roundOf(db, each.roundId);
        const row = dataVersion === null ? undefined : (await readers.enterprises.directory(dataVersion)).get(each.creditCode);
        if (row && isParty(viewer, each, row))
          return { use: uses.find(({ objectionId }) => objectionId === each.id)!, creditCode: each.creditCode };
      }
      return undefined;
    },
  };
}
