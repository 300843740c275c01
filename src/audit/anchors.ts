import type { Db } from '../db/db.js';
import type { DepartmentId } from '../grading/fact.js';
import { readHeads } from './append.js';

/** Where a chain ended at a moment, kept where whoever can write the database cannot: a chain must still pass through it. */
export interface Anchor {
  readonly department: string;
  readonly sequence: number;
  /** SM3, hex. */
  readonly hash: string;
  /** RFC 3339. */
  readonly time: string;
  /** Of the other four, by the data folder's key for anchors: Ed25519, base64url. Anchors of earlier versions have none. */
  readonly signature?: string | undefined;
}

/** In the data folder. */
export const ANCHORS_FILE = 'audit-anchors.jsonl';

/** The ends of all chains now, as anchors. */
export async function currentAnchors(db: Db, now: Date): Promise<Anchor[]> {
  const heads = [...(await readHeads(db))].filter(([, { sequence }]) => sequence > 0);
  return heads.map(([department, { sequence, hash }]) => ({ department, sequence, hash, time: now.toISOString() }));
}

/** Anchors as they stand in a file: one JSON object a line. */
export function anchorLines(anchors: readonly Anchor[]): string {
  return anchors.map((anchor) => `${JSON.stringify(anchor)}\n`).join('');
}

/** Anchors by department. */
export function byDepartment(anchors: readonly Anchor[]): ReadonlyMap<DepartmentId, readonly Anchor[]> {
  const found = new Map<DepartmentId, Anchor[]>();
  for (const anchor of anchors) {
    const department = anchor.department as DepartmentId;
    found.set(department, [...(found.get(department) ?? []), anchor]);
  }
  return found;
}
