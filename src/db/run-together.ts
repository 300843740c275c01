import { forEverybody } from './cut-off.js';

/**
 * One piece of work for all who ask at about the same time: whoever asks while it runs gets what the next run gives, which
 * begins after they asked. So nobody is told what was so before they asked, and many pay for one.
 */
export class RunTogether<T> {
  readonly #work: () => Promise<T>;
  #running: Promise<T> | undefined;
  #next: Promise<T> | undefined;

  constructor(work: () => Promise<T>) {
    this.#work = work;
  }

  /** What the work gives that begins now or later. */
  run(): Promise<T> {
    if (!this.#running) return this.#begin();
    return (this.#next ??= this.#running.then(
      () => this.#begin(),
      () => this.#begin(),
    ));
  }

  #begin(): Promise<T> {
    this.#next = undefined;
    const running = forEverybody(this.#work);
    this.#running = running;
    const over = () => {
      if (this.#running === running) this.#running = undefined;
    };
    running.then(over, over);
    return running;
  }
}
