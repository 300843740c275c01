import { creditCheckCharacter, organisationCheckCharacter } from '../../src/handover/credit-code.js';

/** A made-up credit code with both check characters right; `n` up to eight digits. */
export function makeCreditCode(n: number): string {
  const body = String(n).padStart(8, '0');
  const start = `91339901${body}${organisationCheckCharacter(body)}`;
  return start + creditCheckCharacter(start);
}

/** A made-up unit code of state-owned building land. */
export function makeUnitCode(n: number): string {
  return `339901001001GB${String(n).padStart(5, '0')}W00000000`;
}
