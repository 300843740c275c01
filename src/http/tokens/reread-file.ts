import { readFile, stat } from 'node:fs/promises';

const LOOK_EVERY_MS = 1_000;

/** What a file says, read again when the file is another: looked at once a second at most, and only when asked. */
export class RereadFile<T> {
  readonly #file: string;
  readonly #read: (text: string) => T;
  readonly #missing: T | undefined;
  readonly #every: number;
  #looked = -Infinity;
  #state: string | undefined;
  #value: Promise<T> | undefined;

  /**
   * @param read makes something of its text, or throws
   * @param missing what holds where there is no file; without it, that is an error
   */
  constructor(file: string, read: (text: string) => T, { missing, every = LOOK_EVERY_MS }: { missing?: T; every?: number } = {}) {
    this.#file = file;
    this.#read = read;
    this.#missing = missing;
    this.#every = every;
  }

  /** What it says now. Rejects, until it is mended, if it cannot be read: what it said before may no longer hold. */
  async value(): Promise<T> {
    const now = performance.now();
    if (this.#value && now - this.#looked < this.#every) return this.#value;
    this.#looked = now;
    const state = await stateOf(this.#file);
    if (!this.#value || state !== this.#state) {
      this.#state = state;
      this.#value =
        state === undefined && this.#missing !== undefined ? Promise.resolve(this.#missing) : readFile(this.#file, 'utf8').then(this.#read);
      this.#value.catch(() => undefined);
    }
    return this.#value;
  }
}

async function stateOf(file: string): Promise<string | undefined> {
  try {
    const { ino, size, mtimeMs, ctimeMs } = await stat(file);
    return `${ino} ${size} ${mtimeMs} ${ctimeMs}`;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
