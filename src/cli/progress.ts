import { printable } from '../handover/printable.js';
import { widthOf } from './table.js';
import type { Output } from './surroundings.js';

const BAR = 20;
/** Nobody reads faster. */
const REDRAWN_AFTER_MS = 100;
const CLEAR = '\r\u001b[K';
const ELLIPSIS = '…';

/** Shows how far long work is, in one line of a terminal that goes away again; anything but a terminal is told nothing. */
export class Progress {
  readonly #output: Output;
  readonly #now: () => number;
  #drawn = -Infinity;
  #isShown = false;

  /** @param now milliseconds */
  constructor(output: Output, now: () => number = () => performance.now()) {
    this.#output = output;
    this.#now = now;
  }

  /** Whether there is anybody to see it. */
  get isSeen(): boolean {
    return this.#output.columns !== undefined;
  }

  /** So much of so much is done of what is named. */
  show(what: string, done: number, of: number): void {
    const width = this.#output.columns;
    const now = this.#now();
    if (width === undefined || of <= 0 || now - this.#drawn < REDRAWN_AFTER_MS) return;
    this.#drawn = now;
    this.#isShown = true;
    const part = Math.min(1, done / of);
    const filled = Math.round(part * BAR);
    const bar = ` [${'#'.repeat(filled)}${' '.repeat(BAR - filled)}] ${String(Math.floor(part * 100)).padStart(3)}%`;
    this.#output.write(`${CLEAR}${shortened(printable(what), width - bar.length - 1)}${bar}`);
  }

  /** Takes it away, before anything else is said. */
  clear(): void {
    if (this.#isShown) this.#output.write(CLEAR);
    this.#isShown = false;
  }
}

/** A text within so many columns of a terminal: a line that is broken cannot be taken away. */
function shortened(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let cut = '';
  for (const character of text) {
    if (widthOf(cut + character + ELLIPSIS) > columns) break;
    cut += character;
  }
  return columns > 0 ? cut + ELLIPSIS : '';
}
