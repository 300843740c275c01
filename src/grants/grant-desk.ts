import type { SharingRegister } from '../access/sharing.js';
import type { Db } from '../db/database.js';
import type { DepartmentId } from '../grading/fact.js';
import { decideGrant, grantsSeenBy, requestGrant, type Deed, type GrantsOf, type StoredGrant } from './deeds.js';
import { rehearse, type Rehearsal, type Sides } from './rehearse.js';
import type { GrantStep } from './table.js';
import type { GrantTerms } from './terms.js';

/** Where grants are asked for, answered and withdrawn. */
export interface GrantDesk {
  request(by: string, owner: DepartmentId, terms: GrantTerms, reason: string): Promise<Deed>;
  decide(by: { readonly actor: string; readonly department: DepartmentId }, id: number, step: Exclude<GrantStep, 'REQUESTED'>, reason: string): Promise<Deed>;
  /** What a grant, or its withdrawal, would have changed of what was asked lately. */
  rehearse(register: SharingRegister, owner: DepartmentId, terms: GrantTerms, sides: Sides, since: Date): Promise<Rehearsal>;
  seenBy(who: GrantsOf): Promise<readonly StoredGrant[]>;
}

/** @param seen the book as far as whoever asks may see it; the other of its owner, who writes it */
export function openGrantDesk(db: Db, seen: Db): GrantDesk {
  return {
    request: (by, owner, terms, reason) => requestGrant(db, by, owner, terms, reason),
    decide: (by, id, step, reason) => decideGrant(db, by, id, step, reason),
    rehearse: (register, owner, terms, sides, since) => rehearse(seen, register, owner, terms, sides, since),
    seenBy: (who) => grantsSeenBy(seen, who),
  };
}
