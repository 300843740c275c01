import { AsyncLocalStorage } from 'node:async_hooks';

/** A statement that is being run for someone, and can be stopped. */
export interface Running {
  /** Asks the server to stop it. */
  cancel(): void;
}

/** Thrown to work that goes on after it was cut off; nobody hears it any more. */
export class CutOffError extends Error {
  constructor() {
    super('the work was cut off');
    this.name = 'CutOffError';
  }
}

const current = new AsyncLocalStorage<CutOff | undefined>();

/** The cut-off that bounds what is being done now, if any. */
export function currentCutOff(): CutOff | undefined {
  return current.getStore();
}

/** Does what others wait for as well: it outlives the request that began it. */
export function forEverybody<T>(work: () => T): T {
  return current.run(undefined, work);
}

/** Bounds the time that some work may take. Once it is over, the statements that run for it are cancelled and no more begin. */
export class CutOff {
  readonly #seconds: number;
  readonly #running = new Set<Running>();
  #until = Infinity;
  #happened = false;
  #ended: Promise<void> = Promise.resolve();

  constructor(seconds: number) {
    this.#seconds = seconds;
  }

  /** Resolves when the work is really over, which may be later than its answer. */
  get ended(): Promise<void> {
    return this.#ended;
  }

  /** Whether the time is over; true at once, even where a long calculation kept the timer from firing. */
  get happened(): boolean {
    return this.#happened || performance.now() > this.#until;
  }

  /** @throws CutOffError if the time is over */
  check(): void {
    if (this.happened) throw new CutOffError();
  }

  /**
   * Does the work within the time.
   * @param tooLate makes the error that is thrown when the time is over first
   */
  async within<T>(work: () => Promise<T>, tooLate: () => Error): Promise<T> {
    this.#until = performance.now() + this.#seconds * 1000;
    const doing = current.run(this, work);
    this.#ended = doing.then(
      () => undefined,
      () => undefined,
    );
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.#stop();
        reject(tooLate());
      }, this.#seconds * 1000);
    });
    try {
      const done = await Promise.race([doing, over]);
      if (this.happened) throw tooLate();
      return done;
    } catch (error) {
      throw this.happened ? tooLate() : error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Cancels the statement when the time is over, unless it has ended by then. @returns to be called when it ended */
  covers(running: Running): () => void {
    this.#running.add(running);
    return () => this.#running.delete(running);
  }

  #stop(): void {
    this.#happened = true;
    for (const running of this.#running) running.cancel();
  }
}
