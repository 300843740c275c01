import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { FewAtOnce } from './few-at-once.js';

/** What a new password is hashed with: as strong as OWASP's list asks, in 32 MiB. */
const [LOG_N, BLOCK, PARALLEL] = [15, 8, 3];
const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** No hash that is kept may ask for more. */
const MOST_MEMORY = 256 * 1024 * 1024;
const FORM = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w+/]+=*)\$([\w+/]+=*)$/;

/** Each takes a core for a while and 32 MiB: who signs in must not keep others from being answered. */
const turns = new FewAtOnce(2, 30);

/** What is kept of a password: scrypt (RFC 7914) with its parameters and a salt of its own. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derived(password, salt, HASH_BYTES, parameters(LOG_N, BLOCK, PARALLEL));
  return `$scrypt$ln=${LOG_N},r=${BLOCK},p=${PARALLEL}$${salt.toString('base64')}$${hash.toString('base64')}`;
}

/**
 * Whether this is the password that was kept.
 * @param kept of {@link hashPassword}; null: there is none, which takes as long to be found wrong as any other
 * @throws Error if what was kept is no hash
 */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  if (kept === null) {
    await hashPassword(password);
    return false;
  }
  const [, logN, block, parallel, salt = '', hash = ''] = FORM.exec(kept) ?? [];
  if (hash === '') throw new Error('what is kept of a password is no hash of one');
  const expected = Buffer.from(hash, 'base64');
  const given = await derived(
    password,
    Buffer.from(salt, 'base64'),
    expected.length,
    parameters(Number(logN), Number(block), Number(parallel)),
  );
  return timingSafeEqual(given, expected);
}

function parameters(logN: number, r: number, p: number): ScryptOptions {
  return { N: 2 ** logN, r, p, maxmem: MOST_MEMORY };
}

function derived(password: string, salt: Buffer, bytes: number, options: ScryptOptions): Promise<Buffer> {
  return turns.run(
    () =>
      new Promise((resolve, reject) =>
        // The same characters, whatever keyboard they were typed on.
        scrypt(password.normalize('NFKC'), salt, bytes, options, (error, key) => (error ? reject(error) : resolve(key))),
      ),
  );
}
