import type { Rational } from '../grading/rational.js';
import type { LandParameterId, LandParameters } from '../policy/land-rules.js';
import { holdsOn } from '../policy/treatment-reading.js';

/** A question about a day on which a parameter has no value; its message names both (中文). */
export class LandNumberMissing extends Error {
  override readonly name = 'LandNumberMissing';
}

/** The numbers of land law and of the county that hold on a day. */
export interface LandNumbers {
  readonly idleYears: number;
  readonly idleWithdrawalYears: number;
  readonly idleStartedArea: Rational;
  readonly idleInvested: Rational;
  readonly idleFee: Rational;
  readonly investigationDays: number;
  readonly reminderDays: number;
  readonly approvalYears: number;
  readonly approvalWarningDays: number;
  readonly leaseWarningDays: number;
  /** ㎡ */
  readonly areaTolerance: Rational;
}

/** The numbers in force on a day. @throws LandNumberMissing where one has no value on it */
export function numbersOn({ items, jurisdiction }: LandParameters, day: string): LandNumbers {
  const value = (id: LandParameterId): Rational => {
    const found = items.find((item) => item.id === id && holdsOn(item, day));
    if (found) return found.value;
    throw new LandNumberMissing(`${day} 没有有效的用地参数 ${id}；请在 ${jurisdiction} 用地规则的 parameters.yaml 中补上该时段的数值`);
  };
  const whole = (id: LandParameterId): number => Number(value(id).floor());
  return {
    idleYears: whole('idle_years'),
    idleWithdrawalYears: whole('idle_withdrawal_years'),
    idleStartedArea: value('idle_started_area'),
    idleInvested: value('idle_invested'),
    idleFee: value('idle_fee'),
    investigationDays: whole('investigation_days'),
    reminderDays: whole('reminder_days'),
    approvalYears: whole('approval_years'),
    approvalWarningDays: whole('approval_warning_days'),
    leaseWarningDays: whole('lease_warning_days'),
    areaTolerance: value('area_tolerance'),
  };
}
