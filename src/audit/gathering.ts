import { setImmediate as nextTurn } from 'node:timers/promises';

/** Those under way may take long: nobody waits longer for them. Meanwhile the hub works on what it has. */
const WAIT_MS = 3;

/** Brings together operations that come to their record at about the same time, so that they share a statement. */
export class Gathering<T> {
  #underWay = 0;
  #waiting: T[] = [];
  #whenAll: (() => void) | undefined;

  /** An operation begins that will be added. */
  begin(): void {
    this.#underWay += 1;
  }

  /** An operation that began has come to its record. */
  add(one: T): void {
    this.#underWay -= 1;
    this.#waiting.push(one);
    if (this.#underWay === 0) this.#whenAll?.();
  }

  /** Nobody waits. */
  get empty(): boolean {
    return this.#waiting.length === 0;
  }

  /**
   * Those that wait, once nobody is under way any more, so that who is alone never waits, or after a moment; with whoever
   * comes in the turn after.
   */
  async taken(): Promise<readonly T[]> {
    if (this.#underWay > 0) await this.#allOrAMoment();
    await nextTurn();
    return this.#waiting.splice(0);
  }

  #allOrAMoment(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#whenAll = undefined;
        resolve();
      };
      const timer = setTimeout(done, WAIT_MS);
      this.#whenAll = done;
    });
  }
}
