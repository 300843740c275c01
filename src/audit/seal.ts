import { createHmac } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Db } from '../db/db.js';
import { OperatorError } from '../db/failure.js';
import { lockHeads, readHeads } from './append.js';
import { canonicalBytes, storable } from './canonical.js';
import type { ChainKey, ChainKeyPlace } from './chain-key.js';
import { openChainKey } from './chain-key.js';
import { hashOf } from './chain.js';
import { auditEvent, auditSeal } from './table.js';

/** Where the chains were when they became keyed: what is before must agree with it, what comes after must be keyed. */
export type Seal = typeof auditSeal.$inferSelect;

/** The seal of a database; undefined: no hub with a key has opened it. */
export async function readSeal(db: Db): Promise<Seal | undefined> {
  return (await db.select().from(auditSeal).limit(1))[0];
}

/** Whether a seal was made with this key, as it stands. */
export function isSealedBy(seal: Seal, key: ChainKey): boolean {
  return seal.mac === macOf(seal, key);
}

/**
 * The key that a hub appends to the chains of a database with; seals them first where nobody has.
 * @throws OperatorError if they are sealed with another key, or a seal was changed or taken away
 * @throws ConfigError as {@link openChainKey}
 */
export async function openSealed(db: Db, place: ChainKeyPlace): Promise<ChainKey> {
  const key = await openChainKey(place);
  if (!(await readSeal(db))) await seal(db, key);
  const found = (await readSeal(db))!;
  if (found.key !== key.id)
    throw new OperatorError(
      `审计链由另一把密钥计算（编号 ${found.key}，本机的是 ${key.id}）：共用一个库的中枢和命令须用同一个密钥文件，请把 AUDIT_CHAIN_KEY_FILE 指向它（首个中枢的数据目录下 keys/audit-chain.key）`,
    );
  if (!isSealedBy(found, key))
    throw new OperatorError('审计链的封存记录（audit_seal）与密钥不符，被改动过：请保全数据库和锚点文件并报告审计部门');
  return key;
}

async function seal(db: Db, key: ChainKey): Promise<void> {
  await db.transaction(async (tx) => {
    const begun = [...(await readHeads(tx))].filter(([, { sequence }]) => sequence > 0).map(([department]) => department);
    const ends = [...(await lockHeads(tx, begun))].map(([department, { sequence, hash }]) => ({ department, sequence, hash }));
    for (const { department, sequence } of ends) {
      const at = and(eq(auditEvent.department, department), eq(auditEvent.sequence, sequence));
      const [link] = await tx.select().from(auditEvent).where(at);
      if (link && hashOf(link) !== link.hash)
        throw new OperatorError(
          `审计链没有封存记录，而 ${department} 的末条（第 ${sequence} 条）不是未加密钥时所写：封存记录或该记录被改动，请保全数据库和锚点文件并报告审计部门`,
        );
    }
    const open = { id: 1, at: new Date(), ends, key: key.id };
    await tx
      .insert(auditSeal)
      .values({ ...open, mac: macOf(open, key) })
      .onConflictDoNothing();
  });
}

function macOf({ at, ends, key: id }: Omit<Seal, 'mac'>, key: ChainKey): string {
  return createHmac('sm3', key.bytes)
    .update(canonicalBytes(storable({ form: 'muhub audit seal 1', at, ends, key: id })))
    .digest('hex');
}
