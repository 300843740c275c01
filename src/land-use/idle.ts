import type { Rational } from '../grading/rational.js';
import { latestOf, type Contract } from './contract.js';
import { plusDays, plusYears } from './days.js';
import type { LedgerRow } from './ledger-row.js';
import type { LandNumbers } from './numbers.js';
import type { IdleCase } from './records.js';
import { lastStop } from './stage.js';

/** What the dates of a contract say of idleness, whatever was recognised. */
export type IdleTest =
  | { readonly holds: 'no' }
  | { readonly holds: 'unknown'; readonly missing: readonly string[] }
  /** `due`: when works should have begun; undefined of stopped works. */
  | { readonly holds: 'yes'; readonly since: string; readonly due: string | undefined };

const NO: IdleTest = { holds: 'no' };

/** Its row among the idle; undefined: it has none (LANDUSE.md, The ledger of three kinds, 2). */
export function idleRow(contract: Contract, numbers: LandNumbers): LedgerRow | undefined {
  if (!contract.isLive) return undefined;
  const idleCase = recognisedCase(contract);
  const test = idleTest(contract, numbers);
  if (!idleCase && test.holds === 'no') return undefined;
  const { number, area, town, zone } = contract.supply;
  const due = test.holds === 'yes' ? test.due : undefined;
  const isUnknown = !idleCase && test.holds === 'unknown';
  return {
    kind: 'IDLE',
    key: number,
    state: idleCase ? 'RECOGNISED' : isUnknown ? 'UNKNOWN' : 'SUSPECTED',
    rule: null,
    area,
    since: idleCase ? idleCase.recognisedOn : test.holds === 'yes' ? test.since : null,
    overTwoYears: due === undefined ? null : contract.on > plusYears(due, numbers.idleWithdrawalYears),
    town,
    zone,
    idleCase,
    missing: isUnknown ? test.missing : [],
  };
}

/** The case by which a contract's land is recognised as idle on the day; of several the earliest. */
export function recognisedCase({ records, on }: Contract): IdleCase | undefined {
  return records.cases.find(
    ({ recognisedOn, finishedOn }) => recognisedOn !== null && recognisedOn <= on && (finishedOn === null || on < finishedOn),
  );
}

/** What the dates of a contract say of idleness on its day. */
export function idleTest(contract: Contract, numbers: LandNumbers): IdleTest {
  if (contract.isNotStarted) return notStarted(contract, numbers.idleYears);
  return contract.stage === 'SUSPENDED' ? stopped(contract, numbers) : NO;
}

function notStarted(contract: Contract, years: number): IdleTest {
  const { due } = contract.due('动工');
  if (due === null) return { holds: 'unknown', missing: ['约定动工日期'] };
  const last = plusYears(due, years);
  return contract.on > last ? { holds: 'yes', since: plusDays(last, 1), due } : NO;
}

function stopped({ records, supply, on }: Contract, numbers: LandNumbers): IdleTest {
  const { milestones } = records;
  const last = plusYears(lastStop(milestones)!.date, numbers.idleYears);
  if (on <= last) return NO;
  const started = latestOf(milestones, 'startedArea');
  const toStart = latestOf(milestones, 'areaToStart');
  const invested = latestOf(milestones, 'invested');
  const { totalInvestment } = supply;
  const tooLittleStarted = isBelow(started, toStart, numbers.idleStartedArea);
  const tooLittleInvested = isBelow(invested, totalInvestment, numbers.idleInvested);
  if (tooLittleStarted || tooLittleInvested) return { holds: 'yes', since: plusDays(last, 1), due: undefined };
  const missing = [
    ...(tooLittleStarted === undefined ? missingOf({ 已动工面积: started, 应动工面积: toStart }) : []),
    ...(tooLittleInvested === undefined ? missingOf({ 已投资额: invested, 总投资: totalInvestment }) : []),
  ];
  return missing.length > 0 ? { holds: 'unknown', missing } : NO;
}

/** Whether a part of a whole is below a share; at the bound it is not. Undefined where it cannot be told. */
function isBelow(part: Rational | undefined, whole: Rational | undefined, share: Rational): boolean | undefined {
  if (!part || !whole || whole.sign <= 0) return undefined;
  return part.compare(whole.times(share)) < 0;
}

/** Which are missing, or are no whole to divide by. */
function missingOf(values: Readonly<Record<string, Rational | undefined>>): readonly string[] {
  const missing = Object.entries(values).filter(([, value]) => !value);
  return (missing.length > 0 ? missing : Object.entries(values).slice(1)).map(([label]) => label);
}
