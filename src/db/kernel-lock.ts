import { spawn } from 'node:child_process';
import { open, type FileHandle } from 'node:fs/promises';
import { OperatorError, onDisk } from './failure.js';
import { leaveToOwner } from './ownership.js';

/** What `flock` ends with where someone else holds the lock. */
const HELD = 1;

/**
 * A lock of the kernel's on a file. It ends with the process that holds it, however that ends, and what the file says is
 * of no matter: one that is empty, old or somebody else's keeps nobody out.
 */
export class KernelLock {
  readonly #file: string;
  readonly #handle: FileHandle;

  private constructor(file: string, handle: FileHandle) {
    this.#file = file;
    this.#handle = handle;
  }

  /**
   * Nothing is locked yet.
   * @param flags how the file is opened; made on first use unless given
   * @throws OperatorError if it cannot be opened
   */
  static async on(file: string, flags: 'a+' | 'r+' = 'a+'): Promise<KernelLock> {
    const handle = await onDisk(`使用锁文件 ${file}`, () => open(file, flags, 0o600));
    await leaveToOwner(file);
    return new KernelLock(file, handle);
  }

  /**
   * Takes the lock, or changes how it is held; whoever asks for a change and is refused holds it no more.
   * @param seconds how long others are waited for
   * @returns whether it is held now
   * @throws OperatorError where this machine has no `flock`
   */
  take(how: 'shared' | 'exclusive', seconds = 0): Promise<boolean> {
    // The lock belongs to the open file, which the child only borrows: it stays when the child is gone.
    const patience = seconds > 0 ? ['-w', String(seconds)] : ['-n'];
    const child = spawn('flock', [how === 'shared' ? '-s' : '-x', ...patience, '3'], {
      stdio: ['ignore', 'ignore', 'ignore', this.#handle.fd],
    });
    return new Promise((resolve, reject) => {
      child.once('error', (cause) => {
        reject(new OperatorError('本机没有 flock 命令，无法锁住数据目录：请安装 util-linux，或设置 DATABASE_URL', { cause }));
      });
      child.once('exit', (status) => {
        if (status === 0 || status === HELD) resolve(status === 0);
        else reject(new OperatorError(`锁不住 ${this.#file}（flock 返回 ${status}）：请检查该文件系统是否支持文件锁`));
      });
    });
  }

  /** Gives the lock up. */
  close(): Promise<void> {
    return this.#handle.close();
  }
}
