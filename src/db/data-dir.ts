import { mkdir } from 'node:fs/promises';
import { onDisk } from './failure.js';
import { leaveToOwner } from './ownership.js';

/**
 * Makes the data folder on first use. It can be passed through by the embedded server's account; what is secret in it
 * is closed by its own mode.
 * @throws OperatorError if it cannot be written
 */
export async function openDataDir(dataDir: string): Promise<void> {
  await onDisk(`使用数据目录 ${dataDir}`, async () => {
    try {
      if ((await mkdir(dataDir, { recursive: true, mode: 0o755 })) !== undefined) await leaveToOwner(dataDir);
    } catch (error) {
      // Node reports a read-only file system as a missing one when it makes parents too.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      await mkdir(dataDir, { mode: 0o755 });
    }
  });
}
