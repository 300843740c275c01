import { foldName } from './fold.js';
import { isUnit } from './unit.js';

/** A header cell: its label folded and without white space, and the listed unit in its bracket. */
export interface Label {
  readonly name: string;
  readonly unit: string | undefined;
}

const BRACKETED = /^(.+)\(([^()]+)\)$/;

/** Reads a header cell. A bracket that is no listed unit belongs to the label (HANDOVER.md, Units). */
export function parseLabel(cell: string): Label {
  const whole = foldName(cell);
  const [, name, unit] = BRACKETED.exec(whole) ?? [];
  return name !== undefined && unit !== undefined && isUnit(unit) ? { name, unit } : { name: whole, unit: undefined };
}
