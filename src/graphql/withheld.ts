import type { DepartmentId } from '../grading/fact.js';
import type { RefusalReason } from '../access/may.js';

/** An entry of `extensions.withheld`. */
export interface WithheldField {
  readonly coordinate: string;
  readonly department: DepartmentId;
  readonly reason: RefusalReason;
}

/** Collects what an answer leaves out: once per coordinate, however many rows. */
export class Withheld {
  readonly #fields = new Map<string, WithheldField>();

  add(field: WithheldField): void {
    if (!this.#fields.has(field.coordinate)) this.#fields.set(field.coordinate, field);
  }

  /** By coordinate. */
  list(): readonly WithheldField[] {
    return [...this.#fields.values()].sort((a, b) => (a.coordinate < b.coordinate ? -1 : 1));
  }
}
