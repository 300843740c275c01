/** Statements in a row that took too long before nobody waits for another. */
const SLOW_IN_A_ROW = 3;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Spares everybody the waiting for a database that is down: open while it is, closed again by a probe of its own. After
 * a probe it is on trial: the next failure opens it at once, and for longer.
 */
export class Breaker {
  readonly #probe: () => Promise<unknown>;
  readonly #onChange: (open: boolean) => void;
  #slow = 0;
  #open = false;
  #stopped = false;
  #pause = FIRST_PAUSE_MS;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param probe resolves if the database can be used again
   * @param onChange told when it opens and closes
   */
  constructor(probe: () => Promise<unknown>, onChange: (open: boolean) => void) {
    this.#probe = probe;
    this.#onChange = onChange;
  }

  get open(): boolean {
    return this.#open;
  }

  /** A statement was answered. */
  worked(): void {
    if (this.#open) return;
    this.#slow = 0;
    this.#pause = FIRST_PAUSE_MS;
  }

  /** @param how `gone`: there is no connection; `slow`: a statement took longer than it may */
  failed(how: 'gone' | 'slow'): void {
    if (this.#open || this.#stopped) return;
    this.#slow = how === 'gone' ? SLOW_IN_A_ROW : this.#slow + 1;
    if (this.#slow < SLOW_IN_A_ROW) return;
    this.#open = true;
    this.#onChange(true);
    this.#tryLater();
  }

  /** Tries no more. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #tryLater(): void {
    this.#timer = setTimeout(() => void this.#try(), this.#pause).unref();
    this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE_MS);
  }

  async #try(): Promise<void> {
    try {
      await this.#probe();
    } catch {
      if (!this.#stopped) this.#tryLater();
      return;
    }
    if (this.#stopped) return;
    this.#open = false;
    this.#slow = SLOW_IN_A_ROW - 1;
    this.#onChange(false);
  }
}
