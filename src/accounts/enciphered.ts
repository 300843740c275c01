import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * A text that must be read again, enciphered for one account: AES-256-GCM by a key that HKDF derives of one that hubs share and
 * the database never sees. Whoever has the database alone can neither read it nor give it to another account.
 */
export function encipher(text: string, key: Uint8Array, account: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, derived(key), nonce).setAAD(Buffer.from(account));
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

/** @throws Error if it was enciphered by another key, for another account, or was changed */
export function decipher(enciphered: string, key: Uint8Array, account: string): string {
  const bytes = Buffer.from(enciphered, 'base64');
  const [nonce, text, tag] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES, -TAG_BYTES), bytes.subarray(-TAG_BYTES)];
  const cipher = createDecipheriv(CIPHER, derived(key), nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(account)).setAuthTag(tag);
  return Buffer.concat([cipher.update(text), cipher.final()]).toString('utf8');
}

function derived(key: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sm3', key, '', 'muhub account second factor 1', KEY_BYTES));
}
