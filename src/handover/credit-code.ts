/** 统一社会信用代码 (GB 32100-2015) and the organisation code inside it (GB 11714); DOMAIN.md, 7.2. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const SHAPE = /^[0-9A-HJ-NPQRTUWXY]{18}$/;

/**
 * What the check characters say of a folded, upper-cased code: `valid` if the outer one holds, `doubtful` if only the
 * organisation code's does (codes like that were issued), else `invalid`; also `invalid` if it is not 18 characters of the set.
 */
export function creditCodeStanding(code: string): 'valid' | 'doubtful' | 'invalid' {
  if (!SHAPE.test(code)) return 'invalid';
  if (creditCheckCharacter(code) === code[17]) return 'valid';
  return organisationCheckCharacter(code.slice(8, 16)) === code[16] ? 'doubtful' : 'invalid';
}

/** The 18th character that the first 17 (of the set) call for. */
export function creditCheckCharacter(code: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i += 1) sum += ALPHABET.indexOf(code[i]!) * WEIGHTS[i]!;
  return ALPHABET[(31 - (sum % 31)) % 31]!;
}

/** The 9th character that the first 8 of an organisation code (0-9, A-Z) call for. */
export function organisationCheckCharacter(body: string): string {
  let sum = 0;
  for (let i = 0; i < 8; i += 1) sum += Number.parseInt(body[i]!, 36) * ORGANISATION_WEIGHTS[i]!;
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}
