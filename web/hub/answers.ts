import { HubError } from './hub-error.js';

/** An answer is asked for again, behind what is shown, when it is older. */
const FRESH_MS = 30_000;

/** Where a question stands. */
export interface Standing<T> {
  readonly answer?: T;
  readonly error?: HubError;
  /** A newer answer that is another one; shown when it is asked for. */
  readonly newer?: T;
}

interface Kept {
  standing: Standing<unknown>;
  at: number;
  asking: boolean;
  readonly work: () => Promise<unknown>;
}

/** The answers of this session, by their question: going back is instant, and what is new is said before it replaces what is read. */
export class Answers {
  readonly #kept = new Map<string, Kept>();
  readonly #listeners = new Set<() => void>();
  readonly #ended: () => void;

  /** @param ended told when the hub no longer knows who asks */
  constructor(ended: () => void) {
    this.#ended = ended;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  standing<T>(key: string): Standing<T> {
    return (this.#kept.get(key)?.standing ?? NOTHING) as Standing<T>;
  }

  /** Asks, unless the answer is here and fresh, or being asked for. */
  want(key: string, work: () => Promise<unknown>): void {
    const kept = this.#kept.get(key);
    if (kept?.asking || (kept?.standing.answer !== undefined && Date.now() - kept.at < FRESH_MS)) return;
    void this.#ask(key, work);
  }

  again(key: string, work: () => Promise<unknown>): void {
    this.#set(key, { standing: NOTHING, at: 0, asking: false, work });
    void this.#ask(key, work);
  }

  /** Asks again what was refused because the session had ended: whoever signs in again goes on where they were. */
  resume(): void {
    for (const [key, { standing, work }] of this.#kept) if (standing.error?.code === 'UNAUTHENTICATED') this.again(key, work);
  }

  /** Shows what came since. */
  renew(): void {
    for (const [key, { standing, ...rest }] of this.#kept)
      if (standing.newer !== undefined) this.#set(key, { ...rest, standing: { answer: standing.newer } });
  }

  get hasNewer(): boolean {
    return [...this.#kept.values()].some(({ standing }) => standing.newer !== undefined);
  }

  forget(): void {
    this.#kept.clear();
    this.#tell();
  }

  async #ask(key: string, work: () => Promise<unknown>): Promise<void> {
    const before = this.#kept.get(key)?.standing ?? NOTHING;
    const shown = before.answer;
    this.#set(key, { standing: shown === undefined ? NOTHING : before, at: Date.now(), asking: true, work });
    try {
      const answer = await work();
      const isSame = shown === undefined || JSON.stringify(shown) === JSON.stringify(answer);
      const standing = shown === undefined ? { answer } : isSame ? { answer: shown } : { answer: shown, newer: answer };
      this.#set(key, { standing, at: Date.now(), asking: false, work });
    } catch (error) {
      const refused = error instanceof HubError ? error : new HubError('INTERNAL', '页面出错，请刷新后重试');
      if (refused.code === 'UNAUTHENTICATED') this.#ended();
      this.#set(key, { standing: shown === undefined ? { error: refused } : before, at: 0, asking: false, work });
    }
  }

  #set(key: string, kept: Kept): void {
    this.#kept.set(key, kept);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const NOTHING: Standing<never> = {};
