import { createHash } from 'node:crypto';
import path from 'node:path';

/** Where files are put that another account must reach when the hub's own folders are closed to it. */
export function sharedHome(): string {
  return process.platform === 'linux' ? '/var/lib/muhub' : '/usr/local/var/muhub';
}

/** The database folder of one data folder below {@link sharedHome}. */
export function sharedCluster(dataDir: string): string {
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  return path.join(sharedHome(), `cluster-${name}`);
}
