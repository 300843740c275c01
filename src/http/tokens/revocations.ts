import type { JWTPayload } from 'jose';
import { parse } from 'yaml';
import { z } from 'zod';
import { RereadFile } from './reread-file.js';

const MOMENT = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text) / 1000);
const ENTRY = z.union([
  z.strictObject({ jti: z.string().min(1), reason: z.string().optional() }),
  z.strictObject({ subject: z.string().min(1), issuedBefore: MOMENT.optional(), reason: z.string().optional() }),
  z.strictObject({ issuedBefore: MOMENT, reason: z.string().optional() }),
]);
const LIST = z.array(ENTRY).nullable();

/** Whether a token is revoked, by its verified claims. */
export type Revoked = (claims: JWTPayload) => boolean;

/** One entry of a list: a token by its number, or those of a subject, of everybody, that were issued before a moment (s). */
export interface Revocation {
  readonly jti?: string | undefined;
  readonly subject?: string | undefined;
  readonly issuedBefore?: number | undefined;
}

/**
 * The list of revoked tokens: YAML, each entry a `jti`, a `subject` (all their tokens, or those `issuedBefore` a moment),
 * or `issuedBefore` alone (everybody's).
 * @throws if it is no such list
 */
export function revokedBy(text: string): Revoked {
  return isRevokedBy(revocationsOf(text));
}

/** The entries of such a list. @throws if it is none */
export function revocationsOf(text: string): readonly Revocation[] {
  return LIST.parse(parse(text)) ?? [];
}

/** Whether one of some entries revokes a token. */
export function isRevokedBy(entries: readonly Revocation[]): Revoked {
  const tokens = new Set(entries.flatMap(({ jti }) => jti ?? []));
  const issues = entries.flatMap(({ jti, subject, issuedBefore }) =>
    jti === undefined ? [{ subject, before: issuedBefore ?? Infinity }] : [],
  );
  return ({ jti, sub, iat }) =>
    (jti !== undefined && tokens.has(jti)) ||
    // A token that does not say when it was issued counts as older than any moment.
    issues.some(({ subject, before }) => (subject === undefined || subject === sub) && (iat ?? -Infinity) < before);
}

/** The list in a file, read again when it changes; no file, nobody revoked. */
export function revocationFile(file: string): RereadFile<Revoked> {
  return new RereadFile(file, revokedBy, { missing: () => false });
}
