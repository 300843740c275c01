import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import { SignInRefused } from '../../accounts/refused.js';
import type { Admission } from '../admission.js';
import { TokenRefused } from '../tokens/token-refused.js';
import type { FailedTries } from './failed-tries.js';

/** How long after a password came it is found wrong, whatever was looked at: longer than looking takes. */
const WRONG_AFTER_MS = 400;

/**
 * Does what somebody signs in by. Whoever fails waits for the answer, longer each time, and is on record; a password is found
 * wrong after the same time whether or not there is such an account.
 */
export async function slowed<T>(
  request: FastifyRequest,
  { failed, noteRefused }: { readonly failed: FailedTries; readonly noteRefused: Admission['noteRefused'] },
  work: () => Promise<T>,
): Promise<T> {
  const begun = performance.now();
  try {
    const done = await work();
    failed.forget(request.ip);
    return done;
  } catch (error) {
    if (error instanceof TokenRefused) await delay(failed.note(request.ip));
    if (error instanceof SignInRefused) {
      noteRefused(request, error.reason);
      await delay(Math.max(0, WRONG_AFTER_MS - (performance.now() - begun)) + failed.note(request.ip));
    }
    throw error;
  }
}
