import type { Db } from '../db/db.js';
import type { DepartmentId } from '../grading/fact.js';
import { byDepartment, type Anchor } from './anchors.js';
import { readHeads } from './append.js';
import type { ChainKey } from './chain-key.js';
import { readSeal } from './seal.js';
import { auditEvent } from './table.js';
import { verifyChain, type ChainReport } from './verify-chain.js';

/**
 * Checks every chain that the tables, the heads or the anchors know, by what is stored alone: nothing of the hub needs to
 * run or to be believed. Chains may grow meanwhile.
 * @param anchors carried off the machine; without any, a chain that was cut or rewritten whole with its head passes
 * @param key without it, what was written after the seal is checked as far as it hangs together
 */
export function verifyTrail(db: Db, anchors: readonly Anchor[], key?: ChainKey): Promise<ChainReport[]> {
  return db.transaction(
    async (tx) => {
      const [heads, seal] = [await readHeads(tx), await readSeal(tx)];
      const anchored = byDepartment(anchors);
      const stored = await tx.selectDistinct({ department: auditEvent.department }).from(auditEvent);
      const sealed = seal?.ends.map(({ department }) => department) ?? [];
      const departments = new Set<DepartmentId>([
        ...heads.keys(),
        ...anchored.keys(),
        ...sealed,
        ...stored.map(({ department }) => department),
      ]);
      const reports: ChainReport[] = [];
      for (const department of [...departments].sort()) {
        reports.push(await verifyChain(tx, department, heads.get(department), anchored.get(department) ?? [], { seal, key }));
      }
      return reports;
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}
