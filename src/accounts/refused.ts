import { Refusal } from '../access/refusal.js';
import type { RefusedSignInReason } from '../audit/refused-tokens.js';

/** What cannot be done with an account, in words for who administers it (中文). */
export class AccountRefused extends Error {}

/** Somebody was not let in by an account: why is for the record, never for who asks. */
export class SignInRefused extends Refusal {
  constructor(
    readonly reason: RefusedSignInReason,
    message: string,
  ) {
    super('UNAUTHENTICATED', message);
  }
}
