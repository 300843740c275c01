import { OperatorError } from '../failure.js';
import { KernelLock } from '../kernel-lock.js';

const PATIENCE_SECONDS = 90;

/**
 * Runs `work` while no other process starts or stops the server of this folder.
 * @throws OperatorError if another does so for too long
 */
export async function withStartLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const lock = await KernelLock.on(file);
  try {
    if (!(await lock.take('exclusive', PATIENCE_SECONDS))) {
      throw new OperatorError(`另一进程一直在启动或停止内置数据库（锁文件 ${file}），请稍后重试`);
    }
    return await work();
  } finally {
    await lock.close();
  }
}
