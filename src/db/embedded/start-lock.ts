import { readFileSync } from 'node:fs';
import { open, readFile, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { OperatorError, onDisk } from '../failure.js';

const PATIENCE_MS = 90_000;

/**
 * Runs `work` while no other process starts or stops the server of this folder. The lock is a file that names its
 * process; one whose process is gone (killed) is taken over.
 */
export async function withStartLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const giveUp = Date.now() + PATIENCE_MS;
  while (!(await claim(file))) {
    if (Date.now() > giveUp) {
      throw new OperatorError(`另一进程一直在启动或停止内置数据库（锁文件 ${file}），请稍后重试`);
    }
    await sleep(100);
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function claim(file: string): Promise<boolean> {
  try {
    const handle = await onDisk(`写入 ${file}`, async () => {
      try {
        return await open(file, 'wx', 0o600);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
        throw error;
      }
    });
    if (handle) {
      await handle.writeFile(String(process.pid));
      await handle.close();
      return true;
    }
  } catch (error) {
    await rm(file, { force: true }).catch(() => undefined);
    throw error;
  }
  const owner = Number((await readFile(file, 'utf8').catch(() => '')) || 0);
  if (owner > 0 && owner !== process.pid && !isAlive(owner)) await rm(file, { force: true });
  return false;
}

/** Whether a process of that number runs; one that ended and was not yet collected by its parent does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isZombie(pid: number): boolean {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}
