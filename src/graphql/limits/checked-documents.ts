import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Limits } from '../../config/limits.js';
import { checkLimits, type Asked } from './document.js';

/** Questions remembered as held to the limits, and the characters that they may have together. */
const MOST_CHARACTERS = 8 * 1024 * 1024;

/** Holds operations to the limits, the same operation once: what was within them is so again. */
export class CheckedDocuments {
  readonly #schema: GraphQLSchema;
  readonly #limits: Limits;
  readonly #checked = new Map<string, DocumentNode | undefined>();
  #characters = 0;

  constructor(schema: GraphQLSchema, limits: Limits) {
    this.#schema = schema;
    this.#limits = limits;
  }

  /**
   * The document of an operation that is within the limits; undefined: it cannot be parsed.
   * @throws LimitExceeded as {@link checkLimits}
   */
  check(asked: Asked): DocumentNode | undefined {
    const key = JSON.stringify([asked.operationName ?? null, asked.variables ?? null, asked.text]);
    if (this.#checked.has(key)) return this.#checked.get(key);
    const document = checkLimits(asked, this.#schema, this.#limits);
    this.#checked.set(key, document);
    this.#characters += key.length;
    for (const oldest of this.#checked.keys()) {
      if (this.#characters <= MOST_CHARACTERS) break;
      this.#checked.delete(oldest);
      this.#characters -= oldest.length;
    }
    return document;
  }
}
