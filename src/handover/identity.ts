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

/**
 * The kind of a folded, upper-cased identity document. Eighteen digits can be a credit code or an identity card:
 * they are a credit code if its check character holds, else a card.
 */
export function identityKind(text: string): IdentityKind {
  const standing = creditCodeStanding(text);
  if (standing === 'valid') return 'creditCode';
  if (/^(\d{17}[\dX]|\d{15})$/.test(text)) return 'identityCard';
  if (standing === 'doubtful') return 'creditCode';
  if (/^\d{12}$/.test(text)) return 'village';
  if (/^T.+$/.test(text)) return 'temporaryTaxpayer';
  return 'unknown';
}
