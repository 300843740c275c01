import { parseDate } from './calendar.js';
import { creditCodeStanding } from './credit-code.js';

/** What an identity document is of (HANDOVER.md, Identity). */
export type IdentityKind =
  | 'creditCode'
  /** 身份证: 17 digits and a digit or X, or 15 digits. */
  | 'identityCard'
  /** 12 digits: a village or its collective. */
  | 'village'
  /** T…: a taxpayer that the tax bureau numbered itself. */
  | 'temporaryTaxpayer'
  | 'unknown';

const IDENTITY_CARD = /^(\d{17}[\dX]|\d{15})$/;
const CARD_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/**
 * The kind of a folded, upper-cased identity document. Eighteen digits can be a credit code as well as an identity card:
 * they are a card if they hold a day of birth (characters 7–14), unless only the credit code's check character holds.
 */
export function identityKind(text: string): IdentityKind {
  const standing = creditCodeStanding(text);
  if (IDENTITY_CARD.test(text)) {
    const born = text.length === 15 || parseDate(text.slice(6, 14)) !== undefined;
    const card = born ? standing !== 'valid' || cardCheckHolds(text) : standing === 'invalid';
    return card ? 'identityCard' : 'creditCode';
  }
  if (standing !== 'invalid') return 'creditCode';
  if (/^\d{12}$/.test(text)) return 'village';
  if (/^T.+$/.test(text)) return 'temporaryTaxpayer';
  return 'unknown';
}

/** The check character of GB 11643 (ISO 7064 MOD 11-2). */
function cardCheckHolds(card: string): boolean {
  let sum = 0;
  for (let i = 0; i < 17; i += 1) sum += Number(card[i]) * CARD_WEIGHTS[i]!;
  return '10X98765432'[sum % 11] === card[17];
}
