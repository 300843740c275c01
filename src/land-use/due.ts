import { plusDays, plusYears } from './days.js';
import { shiftOf, type Cause } from './government-causes.js';
import type { Milestone, OutputContract, Supply } from './records.js';
import type { Step } from './stage.js';

/** When a step is due. */
export interface Due {
  /** The day that the contract names; null: it names none. */
  readonly agreed: string | null;
  /** After 延期批准 and the days of government causes; null: cannot be told. */
  readonly due: string | null;
  readonly shiftedDays: number;
}

/** What a due day rests on. */
export interface Obligations {
  readonly supply: Supply;
  /** The output contract signed last; undefined: none. */
  readonly output: OutputContract | undefined;
  /** Those that count on the day, by day and 文书号. */
  readonly milestones: readonly Milestone[];
  readonly causes: readonly Cause[];
}

/** When a step of a contract is due on the day asked about (LANDUSE.md, Due and Shift). */
export function dueOf(step: Step, { supply, output, milestones, causes }: Obligations): Due {
  const agreed = agreedOn(step, supply, output);
  return shifted(agreed, postponedTo(step, milestones) ?? agreed ?? (step === '动工' ? yearAfterDelivery(milestones) : null), causes);
}

/** When 达产 of one output contract is due: its own day, moved by its land contract's causes. */
export function capacityDue({ capacityBy }: OutputContract, causes: readonly Cause[]): Due {
  return shifted(capacityBy, capacityBy, causes);
}

function shifted(agreed: string | null, unshifted: string | null, causes: readonly Cause[]): Due {
  if (unshifted === null) return { agreed, due: null, shiftedDays: 0 };
  const shiftedDays = shiftOf(unshifted, causes);
  return { agreed, due: shiftedDays === 0 ? unshifted : plusDays(unshifted, shiftedDays), shiftedDays };
}

function agreedOn(step: Step, supply: Supply, output: OutputContract | undefined): string | null {
  switch (step) {
    case '交地':
      return supply.deliveryOn;
    case '动工':
      return supply.startOn;
    case '竣工':
      return supply.completionOn;
    case '投产':
      return output?.productionBy ?? null;
    case '达产':
      return output?.capacityBy ?? null;
  }
}

/** The new day of the latest decision, not the latest day. */
function postponedTo(step: Step, milestones: readonly Milestone[]): string | null {
  return milestones.findLast(({ event, postponed }) => event === '延期批准' && postponed === step)?.newDate ?? null;
}

function yearAfterDelivery(milestones: readonly Milestone[]): string | null {
  const delivered = milestones.find(({ event }) => event === '交地');
  return delivered ? plusYears(delivered.date, 1) : null;
}
