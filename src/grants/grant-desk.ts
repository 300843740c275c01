import type { AccessBasis } from '../access/decide.js';
import type { Grant } from '../access/grants.js';
import type { Db } from '../db/db.js';
import type { DepartmentId } from '../grading/fact.js';
import {
  decideGrant,
  grantsVisibleTo,
  requestGrant,
  withdrawPart,
  type GrantsOf,
  type GrantStepOutcome,
  type StoredGrant,
} from './grant-steps.js';
import { rehearse, type Rehearsal, type Sides } from './rehearse.js';
import type { GrantStep } from './table.js';
import type { GrantTerms } from './terms.js';

/** Where grants are asked for, answered and withdrawn. */
export interface GrantDesk {
  request(by: string, owner: DepartmentId, terms: GrantTerms, reason: string): Promise<GrantStepOutcome>;
  decide(
    by: { readonly actor: string; readonly department: DepartmentId },
    id: number,
    step: Exclude<GrantStep, 'REQUESTED'>,
    reason: string,
  ): Promise<GrantStepOutcome>;
  /** Withdraws a department's part of what a file gives. @returns false where it is withdrawn already */
  withdrawPart(by: { readonly actor: string; readonly department: DepartmentId }, grant: Grant, reason: string): Promise<boolean>;
  /** What a grant, or its withdrawal, would have changed of what was asked lately. */
  rehearse(basis: AccessBasis, owner: DepartmentId, terms: GrantTerms, sides: Sides, since: Date): Promise<Rehearsal>;
  visibleTo(who: GrantsOf): Promise<readonly StoredGrant[]>;
}

/** @param visible what is on record as far as whoever asks may see it; the other of its owner, who writes it */
export function openGrantDesk(db: Db, visible: Db): GrantDesk {
  return {
    request: (by, owner, terms, reason) => requestGrant(db, by, owner, terms, reason),
    decide: (by, id, step, reason) => decideGrant(db, by, id, step, reason),
    withdrawPart: (by, grant, reason) => withdrawPart(db, by, grant, reason),
    rehearse: (basis, owner, terms, sides, since) => rehearse(visible, basis, owner, terms, sides, since),
    visibleTo: (who) => grantsVisibleTo(visible, who),
  };
}
