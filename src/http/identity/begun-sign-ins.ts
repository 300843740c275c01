import { hash } from 'node:crypto';
import type { Begun } from './identity-provider.js';

/** How long somebody may take at the identity provider. */
export const LONGEST_MS = 10 * 60_000;
const MOST = 10_000;

/** Sign-ins under way at the identity provider: each comes back once, to the browser that began it. */
export class BegunSignIns {
  readonly #clock: () => Date;
  readonly #begun = new Map<string, { readonly begun: Begun; readonly at: number }>();

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  /** @param browser the secret that the browser keeps */
  keep(browser: string, begun: Begun): void {
    this.#begun.set(keyOf(browser, begun.state), { begun, at: this.#clock().getTime() });
    if (this.#begun.size > MOST) this.#begun.delete(this.#begun.keys().next().value!);
  }

  /** Takes one out; undefined: there is none, or it is too long ago. */
  take(browser: string, state: string): Begun | undefined {
    const key = keyOf(browser, state);
    const found = this.#begun.get(key);
    this.#begun.delete(key);
    return found && this.#clock().getTime() - found.at < LONGEST_MS ? found.begun : undefined;
  }
}

function keyOf(browser: string, state: string): string {
  return hash('sha256', JSON.stringify([browser, state]), 'base64url');
}
