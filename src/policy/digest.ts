import { createHash } from 'node:crypto';

/** `sm3:` and the hex SM3 of a policy file's bytes (SCHEME.md, The result). */
export function policyDigest(bytes: string | Uint8Array): string {
  return `sm3:${createHash('sm3').update(bytes).digest('hex')}`;
}
