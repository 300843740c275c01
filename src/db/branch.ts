import { sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/** So many steps a branch has at most, and on so many data versions it may stand. */
const STEPS = 2 ** 13;
const BASES = 2 ** 24;

/** Records as they were at a data version, with changes of their own that whoever reads other versions does not see. */
export interface Branched {
  /** Its number, from 1. */
  readonly branch: number;
  /** The data version that it stands on. */
  readonly base: number;
  /** How many times it was changed. */
  readonly step: number;
}

/**
 * The data version of a branch as it is after a step: a number that no data version of the hub reaches, from which
 * everything is read that is read at a data version.
 * @throws RangeError where a number is beyond what a version holds
 */
export function branchVersion({ branch, base, step }: Branched): number {
  const version = (branch * BASES + base) * STEPS + step;
  if (branch < 1 || base < 0 || base >= BASES || step < 0 || step >= STEPS - 1 || !Number.isSafeInteger(version))
    throw new RangeError(`branch ${branch} on ${base}, step ${step}`);
  return version;
}

/** What a version of a branch stands for; undefined: it is one of the hub's own. */
export function branchedOf(version: number): Branched | undefined {
  if (version < BASES * STEPS) return undefined;
  const step = version % STEPS;
  const above = (version - step) / STEPS;
  const base = above % BASES;
  return { branch: (above - base) / BASES, base, step };
}

/** The data version of the hub that a version, of a branch or of none, stands on. */
export function baseOf(version: PgColumn): SQL<number> {
  const [first, steps, bases] = [BASES * STEPS, STEPS, BASES].map((each) => sql.raw(String(each)));
  return sql`case when ${version} < ${first} then ${version} else (${version} / ${steps}) % ${bases} end`;
}

/** The first version of the branch of one of its versions, and the one that no step of it reaches: until then its rows hold. */
export function branchSpan(version: number): { readonly first: number; readonly end: number } {
  const first = version - (version % STEPS);
  return { first, end: first + STEPS - 1 };
}

/** Whether two versions are of the same branch, or both of none. */
export function isSameBranch(one: number, other: number): boolean {
  const [a, b] = [branchedOf(one), branchedOf(other)];
  return a?.branch === b?.branch && a?.base === b?.base;
}
