import type { FactDefinition } from '../grading/fact.js';
import { scaler } from './decimal.js';
import { foldName } from './fold.js';
import { commonKind, conversion } from './unit.js';

/** A value and the unit it is in. */
export interface Measure {
  readonly value: string | null;
  readonly unit: string | null;
}

/**
 * The value of a county-declared fact in the fact's own unit. Empty means the declared unit; another listed unit of the
 * same kind is converted where the conversion terminates (亩 does not end in ㎡: value and unit are then left as handed
 * over, and the reader converts exactly). Undefined if the unit is unknown or of another kind.
 */
export function inDeclaredUnit(handed: Measure, fact: FactDefinition): Measure | undefined {
  const declared = fact.unit ?? null;
  if (handed.unit === null) return { value: handed.value, unit: declared };
  const [from, to] = [foldName(handed.unit), foldName(declared ?? '')];
  if (from === to) return { value: handed.value, unit: declared };
  const kind = commonKind(from, to);
  if (!kind) return undefined;
  if (handed.value === null) return { value: null, unit: declared };
  const value = scaler(conversion(kind, from, to))(handed.value);
  return value === undefined ? { value: handed.value, unit: from } : { value, unit: declared };
}
