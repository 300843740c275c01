import { and, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import type { Readable } from 'node:stream';
import type { FileHandle } from 'node:fs/promises';
import type { Viewer } from '../../access/viewer.js';
import { recordEvent } from '../../audit/record-event.js';
import type { Db } from '../../db/db.js';
import type { EvidenceFolder, NotTaken } from './folder.js';
import { evidence, objectionEvidence } from './table.js';

/** Unused for so long it is dropped. */
const UNUSED_MS = 24 * 60 * 60 * 1000;
/** Files come and go under this lock: one that is dropped might be sent again at that moment. */
const KEEPING = 0x6d7565;

/** A file that was taken, as its sender is told. */
export interface TakenEvidence {
  readonly name: string;
  readonly digest: string;
  readonly size: number;
}

/** Evidence of an objection. */
export type Evidence = Pick<typeof objectionEvidence.$inferSelect, 'objectionId' | 'digest' | 'name' | 'size' | 'kind'>;

/** Takes files that objections are grounded with, keeps them while they are used, and drops what is not within a day. */
export class EvidenceDesk {
  readonly #db: Db;
  readonly #folder: EvidenceFolder;
  readonly #clock: () => Date;

  constructor(db: Db, folder: EvidenceFolder, clock: () => Date = () => new Date()) {
    this.#db = db;
    this.#folder = folder;
    this.#clock = clock;
  }

  /** Takes a file; the same from the same sender is taken once. */
  async receive(viewer: Viewer, name: string, body: Readable): Promise<TakenEvidence | NotTaken> {
    const incoming = await this.#folder.receive(body);
    if (typeof incoming === 'string') return incoming;
    const { digest, size, kind } = incoming;
    try {
      await this.#db.transaction(async (tx) => {
        await held(tx);
        const sent = { name, sentAt: this.#clock() };
        await tx
          .insert(evidence)
          .values({ digest, sender: senderOf(viewer), size, kind, ...sent })
          .onConflictDoUpdate({ target: [evidence.digest, evidence.sender], set: sent });
        await incoming.keep();
        await recordEvent(tx, {
          actor: viewer.subject,
          action: 'EVIDENCE_RECEIVED',
          department: 'county',
          detail: { role: viewer.role, digest: `sm3:${digest}`, size, kind },
        });
      });
    } finally {
      await incoming.drop();
    }
    return { name, digest, size };
  }

  /**
   * Uses evidence that a viewer sent for an objection, in the transaction that makes it.
   * @returns the digests that are not known: never sent, not by this viewer, or dropped
   */
  async use(tx: Db, viewer: Viewer, objectionId: number, digests: readonly string[]): Promise<readonly string[]> {
    if (digests.length === 0) return [];
    await held(tx);
    const sent = await tx
      .select()
      .from(evidence)
      .where(and(eq(evidence.sender, senderOf(viewer)), inArray(evidence.digest, [...digests]), gt(evidence.sentAt, this.#oldest())));
    const unknown = digests.filter((digest) => !sent.some((each) => each.digest === digest));
    if (unknown.length > 0) return unknown;
    await tx.insert(objectionEvidence).values(sent.map(({ digest, name, size, kind }) => ({ objectionId, digest, name, size, kind })));
    return [];
  }

  /** The evidence of some objections. */
  of(objectionIds: readonly number[]): Promise<readonly Evidence[]> {
    if (objectionIds.length === 0) return Promise.resolve([]);
    return this.#db
      .select()
      .from(objectionEvidence)
      .where(inArray(objectionEvidence.objectionId, [...objectionIds]))
      .orderBy(objectionEvidence.objectionId, objectionEvidence.name);
  }

  /** The objections that a file is evidence of. */
  usesOf(digest: string): Promise<readonly Evidence[]> {
    return this.#db.select().from(objectionEvidence).where(eq(objectionEvidence.digest, digest)).orderBy(objectionEvidence.objectionId);
  }

  open(digest: string): Promise<FileHandle> {
    return this.#folder.open(digest);
  }

  /** Drops what was sent a day ago and grounds nothing. */
  async dropUnused(): Promise<void> {
    await this.#db.transaction(async (tx) => {
      await held(tx);
      const old = await tx.delete(evidence).where(lte(evidence.sentAt, this.#oldest())).returning({ digest: evidence.digest });
      const digests = [...new Set(old.map(({ digest }) => digest))];
      if (digests.length === 0) return;
      const still = await tx.select({ digest: evidence.digest }).from(evidence).where(inArray(evidence.digest, digests));
      const used = await tx
        .select({ digest: objectionEvidence.digest })
        .from(objectionEvidence)
        .where(inArray(objectionEvidence.digest, digests));
      const needed = new Set([...still, ...used].map(({ digest }) => digest));
      for (const digest of digests) if (!needed.has(digest)) await this.#folder.remove(digest);
    });
  }

  #oldest(): Date {
    return new Date(this.#clock().getTime() - UNUSED_MS);
  }
}

/** Who may use what was sent: the same person in the same role, for the same enterprise. */
export function senderOf({ role, subject, creditCode }: Viewer): string {
  return JSON.stringify([role, subject, creditCode ?? null]);
}

async function held(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${KEEPING})`);
}
