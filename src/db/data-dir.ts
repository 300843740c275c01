import { mkdir } from 'node:fs/promises';
import { onDisk } from './failure.js';

/**
 * Makes the data folder on first use. It can be passed through by the embedded server's account; what is secret in it
 * is closed by its own mode.
 * @throws OperatorError if it cannot be written
 */
export async function openDataDir(dataDir: string): Promise<void> {
  await onDisk(`使用数据目录 ${dataDir}`, () => mkdir(dataDir, { recursive: true, mode: 0o755 }));
}
