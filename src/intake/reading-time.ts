import { fileBytes, type Bytes, type FileBytes } from '../handover/file-bytes.js';
import { Refusal } from '../handover/refusal.js';

/** The time that reading a file may take, to be opened and again to be taken: nothing is known of how long a file waits between. */
export class ReadingTime {
  readonly #seconds: number;
  readonly #now: () => number;
  #begun: number;

  /** @param now milliseconds */
  constructor(seconds: number, now: () => number = () => performance.now()) {
    this.#seconds = seconds;
    this.#now = now;
    this.#begun = now();
  }

  /** From now on. */
  begin(): void {
    this.#begun = this.#now();
  }

  /** The same bytes, as long as there is time: every way of reading comes back for more of them. */
  within(bytes: Bytes): FileBytes {
    const file = fileBytes(bytes);
    return {
      size: file.size,
      read: (from, to) => {
        if (this.#now() - this.#begun > this.#seconds * 1000) return Promise.reject(this.#tooSlow());
        return file.read(from, to);
      },
      rest: async () => file.rest?.(),
    };
  }

  #tooSlow(): Refusal {
    return new Refusal('FILE_TOO_LARGE', `读取超过 ${this.#seconds} 秒`);
  }
}
