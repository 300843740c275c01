// cspell:ignore ABCDEFGHJKMNPQRSTVWXYZ
import { createHash, randomInt } from 'node:crypto';

/** Without letters that are read as digits, or as one another (Crockford). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Sixty bits: nobody hits one in five tries. */
const GROUPS = 3;
const LENGTH = 4;
const CODE = new RegExp(`^([1-9]\\d{0,14})((?:-[${LETTERS}]{${LENGTH}}){${GROUPS}})$`);

/** A new code for the sheet of a number, as it is printed: 12-7QK4-M2XD-9TBH. */
export function newCode(sheet: number): string {
  const group = () => Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return [String(sheet), ...Array.from({ length: GROUPS }, group)].join('-');
}

/** A code as somebody wrote it down: the number of its sheet, and the digest that is kept of it; undefined: it is none. */
export function readCode(written: string): { readonly sheet: number; readonly digest: string } | undefined {
  const folded = written
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/[^0-9A-Z-]/g, '');
  const [number, ...groups] = folded.split('-');
  // What is written like a digit is one, behind the number.
  const code = [number, ...groups.map((group) => group.replaceAll('O', '0').replace(/[IL]/g, '1').replaceAll('U', 'V'))].join('-');
  const found = CODE.exec(code);
  return found ? { sheet: Number(found[1]), digest: codeDigest(code) } : undefined;
}

/** What is kept of a code. */
export function codeDigest(code: string): string {
  return `sm3:${createHash('sm3').update(code).digest('hex')}`;
}
