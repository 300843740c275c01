import type { Access } from '../access/decide.js';
import type { Trace } from '../audit/trace.js';
import type { Standing } from '../grants/standing.js';

/** What answers may hold in memory together, in characters. */
const MOST_CHARACTERS = 32 * 1024 * 1024;
/** An answer longer than this is asked for once, and would drive out many. */
const LONGEST = 1024 * 1024;

/** An operation as it was asked. */
export interface Asked {
  readonly text: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
}

/** What a question was answered with, and what was put on record of it. */
export interface KeptAnswer {
  readonly body: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly trace: Trace;
}

/**
 * Answers that would be the same bytes again: the same question, asked with the same rights, of the same data version and
 * publications. Only what looked at nothing else may be kept here ({@link WatchedHub}). The rights are those of the very
 * decisions that the answer was made by: other grants, consents, or another day are other decisions.
 */
export class KeptAnswers {
  readonly #kept = new Map<string, KeptAnswer>();
  readonly #rights = new WeakMap<Access, number>();
  #rightsKnown = 0;
  #characters = 0;

  /** Names a question. @param accept the form that the answer is asked for in */
  key(
    { text, operationName, variables }: Asked,
    access: Access,
    { version, published }: Pick<Standing, 'version' | 'published'>,
    accept: string | undefined,
  ): string {
    let rights = this.#rights.get(access);
    if (rights === undefined) this.#rights.set(access, (rights = this.#rightsKnown += 1));
    return JSON.stringify([rights, version, published, accept ?? null, operationName ?? null, variables ?? null, text]);
  }

  get(key: string): KeptAnswer | undefined {
    const answer = this.#kept.get(key);
    if (!answer) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, answer);
    return answer;
  }

  keep(key: string, answer: KeptAnswer): void {
    if (answer.body.length > LONGEST || this.#kept.has(key)) return;
    this.#kept.set(key, answer);
    this.#characters += key.length + answer.body.length;
    for (const [oldest, { body }] of this.#kept) {
      if (this.#characters <= MOST_CHARACTERS) return;
      this.#kept.delete(oldest);
      this.#characters -= oldest.length + body.length;
    }
  }
}
