import type { Viewer } from '../../access/viewer.js';
import type { Readers } from '../../departments/readers.js';
import type { DepartmentId } from '../../grading/fact.js';
import { correctOwn, type OwnError } from '../corrections/correct-own.js';
import type { Evidence } from '../evidence/desk.js';
import { RoundUnknown } from '../refused.js';
import { roundOf, type Round } from '../round.js';
import { contestItem, requestCorrection, type Contest, type ContestDesk } from './contest.js';
import { decideObjection, type Decision, type VerdictDesk } from './decide.js';
import { forwardObjection, type Placed } from './forward.js';
import { objectionFor, objectionsOf, stepsOf, type Objection, type ObjectionStep } from './objection.js';
import { isParty } from './party.js';
import { withdrawObjection } from './withdraw.js';

/** What objections are dealt with. */
export type ObjectionDeskOf = ContestDesk & VerdictDesk & { readonly readers: Pick<Readers, 'enterprises'> };

/** Where objections are taken in, looked at and decided; a viewer has those that it is a party of. */
export class ObjectionDesk {
  readonly #of: ObjectionDeskOf;

  constructor(of: ObjectionDeskOf) {
    this.#of = of;
  }

  /** The objections of a round, of whoever they are: to be counted. */
  every(round: number): Promise<readonly Objection[]> {
    return objectionsOf(this.#of.db, round);
  }

  /** The objections of a round that a viewer is a party of, the earliest first. */
  async of(viewer: Viewer, { id, dataVersion }: Round): Promise<readonly Objection[]> {
    const all = await this.every(id);
    if (all.length === 0 || dataVersion === null) return [];
    const directory = await this.#of.readers.enterprises.directory(dataVersion);
    return all.filter((each) => {
      const row = directory.get(each.creditCode);
      return row !== undefined && isParty(viewer, each, row);
    });
  }

  /** @throws RoundUnknown: there is none, or the viewer is no party of it */
  one(viewer: Viewer, id: number): Promise<Objection> {
    return this.#placed(viewer, id).then(({ its }) => its);
  }

  steps(id: number): Promise<readonly ObjectionStep[]> {
    return stepsOf(this.#of.db, [id]);
  }

  evidence(id: number): Promise<readonly Evidence[]> {
    return this.#of.evidence.of([id]);
  }

  contest(by: Viewer, at: Date, contest: Contest): Promise<number> {
    return contestItem(this.#of, by, at, contest);
  }

  requestCorrection(by: Viewer, at: Date, contest: Contest): Promise<number> {
    return requestCorrection(this.#of, by, at, contest);
  }

  withdraw(by: Viewer, at: Date, id: number, reason: string): Promise<number> {
    return withdrawObjection(this.#of.db, by, at, () => this.one(by, id), reason);
  }

  forward(by: Viewer, at: Date, id: number, to: DepartmentId, reason: string | undefined): Promise<number> {
    return forwardObjection(this.#of.db, by, at, () => this.#placed(by, id), to, reason);
  }

  decide(by: Viewer, at: Date, id: number, decision: Decision): Promise<number> {
    return decideObjection(this.#of, by, at, () => this.one(by, id), decision);
  }

  correctOwn(by: Viewer, at: Date, error: OwnError): Promise<Round> {
    return correctOwn(this.#of, by, at, error);
  }

  async #placed(viewer: Viewer, id: number): Promise<Placed> {
    let row;
    const its = await objectionFor(this.#of.db, viewer, id, async ({ roundId, creditCode }) => {
      // Zone and town are those at V1 for the whole round.
      const { dataVersion } = await roundOf(this.#of.db, roundId);
      row = dataVersion === null ? undefined : (await this.#of.readers.enterprises.directory(dataVersion)).get(creditCode);
      return row;
    });
    if (!row) throw new RoundUnknown(`没有第 ${id} 号异议`);
    return { its, row };
  }
}
