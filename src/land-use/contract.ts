import { capacityDue, dueOf, type Due } from './due.js';
import { governmentCauses, type Cause } from './government-causes.js';
import type { IdleCase, Milestone, OutputContract, Payment, Supply } from './records.js';
import { doneOn, isLive, isNotStarted, stageOf, type Stage, type Step } from './stage.js';

/** A parcel of a contract, with the area that the contract gives it. */
export interface SuppliedParcel {
  readonly code: string;
  readonly area: Supply['area'];
}

/** What was handed over on one contract and counts on the day. */
export interface ContractRecords {
  readonly supply: Supply;
  /** Those of `land.supply_parcels`, else the one of its row. */
  readonly parcels: readonly SuppliedParcel[];
  /** By day and 文书号. */
  readonly milestones: readonly Milestone[];
  /** By signing day and number. */
  readonly outputs: readonly OutputContract[];
  readonly cases: readonly IdleCase[];
  readonly payments: readonly Payment[];
}

/** One 合同编号 as it stands on a day. */
export class Contract {
  readonly stage: Stage;
  readonly #dues = new Map<Step, Due>();
  #causes: readonly Cause[] | undefined;

  constructor(
    readonly records: ContractRecords,
    readonly on: string,
  ) {
    this.stage = stageOf(records.milestones);
  }

  get supply(): Supply {
    return this.records.supply;
  }

  get isLive(): boolean {
    return isLive(this.stage);
  }

  get isNotStarted(): boolean {
    return isNotStarted(this.records.milestones);
  }

  /** The first day of a step or of a later one; undefined while it is not done. */
  doneOn(step: Step): string | undefined {
    return doneOn(this.records.milestones, step);
  }

  /** When a step is due; 投产 and 达产 by the output contract signed last. */
  due(step: Step): Due {
    let due = this.#dues.get(step);
    if (!due) {
      const { supply, milestones, outputs } = this.records;
      due = dueOf(step, { supply, milestones, output: outputs.at(-1), causes: this.causes });
      this.#dues.set(step, due);
    }
    return due;
  }

  /** When 达产 of one of its output contracts is due. */
  capacityDue(output: OutputContract): Due {
    return capacityDue(output, this.causes);
  }

  private get causes(): readonly Cause[] {
    this.#causes ??= governmentCauses(this.records.milestones, this.on);
    return this.#causes;
  }
}

/** The latest that milestones say of an area or amount, in their order; undefined: none says it. */
export function latestOf<F extends 'startedArea' | 'areaToStart' | 'invested'>(
  milestones: readonly Milestone[],
  field: F,
): Milestone[F] | undefined {
  return milestones.findLast((milestone) => milestone[field] !== undefined)?.[field];
}
