import { createHash } from 'node:crypto';

const DIGEST = /^sm3:[0-9a-f]{64}$/;

/** `sm3:` and the hex SM3 of a policy file's bytes (SCHEME.md, The result). */
export function policyDigest(bytes: string | Uint8Array): string {
  return `sm3:${createHash('sm3').update(bytes).digest('hex')}`;
}

/** Whether a text names a policy file by its digest. */
export function isPolicyDigest(named: string): boolean {
  return DIGEST.test(named);
}
