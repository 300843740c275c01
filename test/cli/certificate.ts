import { chmodSync, copyFileSync } from 'node:fs';
import path from 'node:path';

/** Made for the tests, for 127.0.0.1, good for a century, trusted by nobody. */
type Pair = 'one' | 'two';

/** A pair of certificate and key under this name in a folder. */
export function certificate(folder: string, name: string, pair: Pair): { cert: string; key: string } {
  const [cert, key] = [path.join(folder, `${name}.crt`), path.join(folder, `${name}.key`)];
  copyFileSync(path.resolve(`test/cli/certificates/${pair}.crt`), cert);
  copyFileSync(path.resolve(`test/cli/certificates/${pair}.key`), key);
  chmodSync(key, 0o600);
  return { cert, key };
}
