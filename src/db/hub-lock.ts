import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { OperatorError, onDisk } from './failure.js';
import { KernelLock } from './kernel-lock.js';
import { leaveToOwner } from './ownership.js';

/** Says who serves; only while the lock is held. */
const FILE = 'hub.json';

/** The claim of a hub on its data folder. */
export interface HubLock {
  /** Puts the address on record, for whoever comes second. */
  announce(url: string): Promise<void>;
  release(): Promise<void>;
}

/**
 * Claims a data folder for this hub, which is the one that serves it.
 * @throws OperatorError naming the hub that has it
 */
export async function claimDataDir(dataDir: string): Promise<HubLock> {
  const file = path.join(dataDir, FILE);
  const lock = await KernelLock.on(path.join(dataDir, 'hub.lock'));
  if (!(await lock.take('exclusive'))) {
    await lock.close();
    const other = await readFile(file, 'utf8')
      .then((text) => JSON.parse(text) as { pid: number; url: string })
      .catch(() => undefined);
    const who = other ? `（进程 ${other.pid}，${other.url}）` : '';
    throw new OperatorError(`数据目录 ${dataDir} 已有一个中枢在运行${who}：请直接使用它，或先停掉它，或用 MUHUB_DATA_DIR 另指一个目录`);
  }
  return {
    announce: (url) =>
      onDisk(`写入 ${file}`, async () => {
        await writeFile(file, JSON.stringify({ pid: process.pid, url }));
        await leaveToOwner(file);
      }),
    release: async () => {
      await rm(file, { force: true }).catch(() => undefined);
      await lock.close();
    },
  };
}
