import { Refusal } from '../../access/refusal.js';
import type { RefusedTokenReason } from '../../audit/refused-tokens.js';

/** A token that lets nobody in: why, for who bears it (中文) and, by its code, for the record. */
export class TokenRefused extends Refusal {
  constructor(
    readonly reason: RefusedTokenReason,
    message: string,
  ) {
    super('UNAUTHENTICATED', message);
  }
}
