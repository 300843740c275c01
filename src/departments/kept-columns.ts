import type { Directory } from '../enterprise/directory.js';
import type { Column } from '../grading/population.js';

/** The columns of a department's year that somebody asked for, each read once. */
export class KeptColumns {
  readonly #directory: Directory;
  readonly #columns = new Map<string, Promise<Column>>();

  constructor(directory: Directory) {
    this.#directory = directory;
  }

  /** @param untouched of another data version, between which and this no record of the year came or went */
  static of(directory: Directory, untouched: KeptColumns | undefined): KeptColumns {
    // Rows are those of the directory: where it lists others, they are read anew.
    return untouched !== undefined && directory.hasRowsOf(untouched.#directory) ? untouched : new KeptColumns(directory);
  }

  /** @param work reads those that are not there yet, together */
  async read(
    facts: readonly string[],
    work: (missing: readonly string[]) => Promise<ReadonlyMap<string, Column>>,
  ): Promise<ReadonlyMap<string, Column>> {
    const missing = facts.filter((id) => !this.#columns.has(id));
    const reading = missing.length > 0 ? work(missing) : undefined;
    for (const id of missing) {
      const column = reading!.then((read) => read.get(id)!);
      this.#columns.set(id, column);
      column.catch(() => this.#columns.delete(id));
    }
    return new Map(await Promise.all(facts.map(async (id) => [id, await this.#columns.get(id)!] as const)));
  }
}
