import { isOpen, type Objection } from '../objections/objection.js';
import { comparePhases } from '../phase.js';
import { isUnanswered, type SheetOutline } from './desk.js';

/** How far some enterprises of a round are. */
export interface Progress {
  /** Enterprises: all, those that confirmed every item, that did not answer in time, that contest anything. */
  readonly participants: number;
  readonly confirmed: number;
  readonly silent: number;
  readonly contested: number;
  /** Objections. */
  readonly open: number;
  readonly decided: number;
  readonly late: number;
}

/** @param sheets those of the enterprises that are counted; @param objections the round's, of any enterprise */
export function progressOf(sheets: readonly SheetOutline[], objections: readonly Objection[]): Progress {
  const counted = new Set(sheets.map(({ creditCode }) => creditCode));
  const its = objections.filter(({ creditCode }) => counted.has(creditCode));
  const contesting = new Set(its.filter((each) => isOpen(each) && !each.late && !each.correction).map(({ creditCode }) => creditCode));
  const silent = sheets.filter((sheet) => comparePhases(sheet.round.round.phase, 'CONFIRMING') > 0 && isUnanswered(sheet));
  return {
    participants: sheets.length,
    confirmed: sheets.filter((sheet) => !contesting.has(sheet.creditCode) && !isUnanswered(sheet)).length,
    silent: silent.filter(({ creditCode }) => !contesting.has(creditCode)).length,
    contested: contesting.size,
    open: its.filter(isOpen).length,
    decided: its.filter(({ state }) => state === 'DECIDED').length,
    late: its.filter(({ late }) => late).length,
  };
}
