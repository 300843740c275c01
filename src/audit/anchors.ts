import { open, readFile } from 'node:fs/promises';
import { z } from 'zod';
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

/** Appends the ends of the chains to a file, those that moved since it last did, and waits until they are on disk. */
export class AnchorFile {
  readonly #file: string;
  readonly #written = new Map<string, number>();

  constructor(file: string) {
    this.#file = file;
  }

  async append(db: Db, now: Date): Promise<void> {
    const moved = (await currentAnchors(db, now)).filter(({ department, sequence }) => this.#written.get(department) !== sequence);
    if (moved.length === 0) return;
    const file = await open(this.#file, 'a', 0o600);
    try {
      await file.writeFile(anchorLines(moved));
      await file.sync();
    } finally {
      await file.close();
    }
    for (const { department, sequence } of moved) this.#written.set(department, sequence);
  }
}

const ANCHOR = z.object({
  department: z.string().min(1),
  sequence: z.int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  time: z.iso.datetime(),
});

/**
 * The anchors of a file.
 * @throws RangeError naming the line that is none (中文)
 */
export async function readAnchors(file: string): Promise<Anchor[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.flatMap((line, index) => (line.trim() === '' ? [] : [parsed(line, `${file} 第 ${index + 1} 行`)]));
}

function parsed(line: string, where: string): Anchor {
  try {
    return ANCHOR.parse(JSON.parse(line));
  } catch (error) {
    throw new RangeError(`${where} 不是锚点（应为 {"department","sequence","hash","time"} 的 JSON）：请核对文件是否被改动或截断`, {
      cause: error,
    });
  }
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
