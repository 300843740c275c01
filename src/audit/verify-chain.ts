import { and, asc, eq, gt } from 'drizzle-orm';
import type { Db } from '../db/db.js';
import type { DepartmentId } from '../grading/fact.js';
import type { Anchor } from './anchors.js';
import type { ChainKey } from './chain-key.js';
import { GENESIS, hashOf, type Head, type Link } from './chain.js';
import { flaw, type Flaw } from './flaw.js';
import { isSealedBy, type Seal } from './seal.js';
import { auditEvent } from './table.js';

const LINKS_A_READ = 2_000;

/** What the walk along one chain found. */
export interface ChainReport {
  readonly department: string;
  readonly links: number;
  readonly end: Head;
  readonly flaws: readonly Flaw[];
  /** The furthest anchor that it was held against: of what comes after, a cut or a rewriting of the whole would not show. */
  readonly anchored: Anchor | undefined;
  /** The last link that was hashed without the key; 0: none; undefined: the chains are not sealed. */
  readonly sealed: number | undefined;
}

/** What chains are verified with. */
export interface Verifying {
  /** Undefined: no hub with a key has opened the database. */
  readonly seal: Seal | undefined;
  /** Undefined: not at hand; then what keyed links say is not checked, only how they hang together. */
  readonly key: ChainKey | undefined;
}

/**
 * Walks a chain from its beginning, makes every hash anew, and holds it against its head and the anchors.
 * @param tx a snapshot: links and head must be of the same moment
 * @param head as stored; undefined: none is
 */
export async function verifyChain(
  tx: Db,
  department: DepartmentId,
  head: Head | undefined,
  anchors: readonly Anchor[],
  { seal, key }: Verifying,
): Promise<ChainReport> {
  const sealed = seal && (seal.ends.find((each) => each.department === department) ?? GENESIS);
  const flaws: Flaw[] = [];
  const anchored = new Map<number, Set<string>>();
  for (const { sequence, hash } of anchors) anchored.set(sequence, (anchored.get(sequence) ?? new Set()).add(hash));
  let end: Head = GENESIS;
  let links = 0;
  for await (const link of linksOf(tx, department)) {
    links += 1;
    flaws.push(...flawsOf(link, end, { sealed, key }));
    if (differs(anchored.get(link.sequence), link.hash)) flaws.push(flaw(department, link.sequence, 'REWRITTEN'));
    end = link;
  }
  const furthest = furthestOf(anchors);
  flaws.push(...flawsAtEnd(department, end, head, furthest));
  if (seal && key && !isSealedBy(seal, key)) flaws.push(flaw(department, sealed!.sequence, 'SEAL_DIFFERS', '封存记录'));
  if (!seal && key && links > 0) flaws.push(flaw(department, 1, 'UNSEALED'));
  if (sealed && sealed.sequence > Math.max(end.sequence, head?.sequence ?? 0))
    flaws.push(flaw(department, end.sequence + 1, 'TRUNCATED', `封存时有第 ${sealed.sequence} 条`));
  return { department, links, end, flaws, anchored: furthest, sealed: sealed?.sequence };
}

function flawsOf(
  link: Link,
  before: Head,
  { sealed, key }: { readonly sealed: Head | undefined; readonly key: ChainKey | undefined },
): Flaw[] {
  const { department, sequence } = link;
  const flaws: Flaw[] = [];
  if (sequence <= before.sequence) flaws.push(flaw(department, sequence, 'FORKED'));
  else if (sequence > before.sequence + 1) {
    flaws.push(flaw(department, before.sequence + 1, 'REMOVED', `缺第 ${before.sequence + 1} 至 ${sequence - 1} 条`));
  } else if (link.previous !== before.hash) flaws.push(flaw(department, sequence, 'UNLINKED'));
  const found = `${link.action} ${link.at.toISOString()}`;
  const isPlain = hashOf(link) === link.hash;
  if (sealed === undefined || sequence <= sealed.sequence) {
    if (!isPlain) flaws.push(flaw(department, sequence, 'EDITED', found));
    else if (sequence === sealed?.sequence && link.hash !== sealed.hash) flaws.push(flaw(department, sequence, 'SEAL_DIFFERS'));
  } else if (isPlain) flaws.push(flaw(department, sequence, 'UNKEYED', found));
  else if (key && hashOf(link, key) !== link.hash) flaws.push(flaw(department, sequence, 'EDITED', found));
  return flaws;
}

/** More than one hash at a place is a flaw whatever the chain says: two anchors that contradict each other. */
function differs(hashes: ReadonlySet<string> | undefined, hash: string): boolean {
  return hashes !== undefined && (hashes.size > 1 || !hashes.has(hash));
}

function furthestOf(anchors: readonly Anchor[]): Anchor | undefined {
  return anchors.reduce<Anchor | undefined>((last, each) => (last && last.sequence >= each.sequence ? last : each), undefined);
}

function flawsAtEnd(department: string, end: Head, head: Head | undefined, furthest: Anchor | undefined): Flaw[] {
  const flaws: Flaw[] = [];
  const expected = head?.sequence ?? 0;
  if (expected > end.sequence) {
    flaws.push(flaw(department, end.sequence + 1, 'TRUNCATED', `链头登记到第 ${expected} 条`));
  } else if (expected < end.sequence || (head && head.hash !== end.hash)) {
    flaws.push(flaw(department, end.sequence, 'HEAD_DIFFERS', head ? `链头登记到第 ${expected} 条` : '没有链头'));
  }
  if (furthest && furthest.sequence > end.sequence && furthest.sequence > expected) {
    flaws.push(flaw(department, end.sequence + 1, 'TRUNCATED', `锚点 ${furthest.time} 记有第 ${furthest.sequence} 条`));
  }
  return flaws;
}

/** The links of a chain by place. A place taken twice gives both, even across reads. */
async function* linksOf(tx: Db, department: DepartmentId): AsyncGenerator<Link> {
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const rows = await tx
      .select()
      .from(auditEvent)
      .where(and(eq(auditEvent.department, department), gt(auditEvent.sequence, after)))
      .orderBy(asc(auditEvent.sequence))
      .limit(LINKS_A_READ);
    const last = rows.at(-1)?.sequence;
    if (last === undefined) return;
    if (rows.length < LINKS_A_READ) return yield* rows;
    // The last place is read again with the next links, in case it is taken more than once.
    const before = rows.filter(({ sequence }) => sequence < last);
    yield* before.length > 0 ? before : rows;
    after = before.at(-1)?.sequence ?? last;
  }
}
