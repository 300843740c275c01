import { foldLabel, foldName } from './fold.js';
import { isUnit, looksLikeUnit } from './unit.js';

/** A header cell read as a label, folded. */
export interface Label {
  readonly whole: string;
  /** Without the bracket at its end, where that holds a listed unit or looks like one. */
  readonly name: string;
  /** What stands in that bracket. */
  readonly unit: string | undefined;
  readonly isListed: boolean;
}

const BRACKETED = /^(.+)\(([^()]+)\)$/;
const SAYS_UNIT = /^(?:计量|金额|面积)?单位:/;

/** Reads a header cell. Any other bracket belongs to the label (HANDOVER.md, Header). */
export function parseLabel(cell: string): Label {
  const text = foldName(cell);
  const whole = foldLabel(text);
  const [, name, bracket] = BRACKETED.exec(text) ?? [];
  const unit = bracket?.replace(SAYS_UNIT, '');
  const isListed = unit !== undefined && isUnit(unit);
  if (name === undefined || unit === undefined || !(isListed || looksLikeUnit(unit))) {
    return { whole, name: whole, unit: undefined, isListed: false };
  }
  return { whole, name: foldLabel(name), unit, isListed };
}

/** The words in the brackets of a cell, which may begin with 单位：. */
export function bracketsOf(cell: string): string[] {
  return Array.from(foldName(cell).matchAll(/\(([^()]+)\)/g), ([, bracket]) => bracket!.replace(SAYS_UNIT, ''));
}
