import type { Directory } from '../enterprise/directory.js';
import type { FactDefinition } from '../grading/fact.js';
import type { Column } from '../grading/population.js';

/** The field of a record that holds a fact: `tax.vat_net` is `vatNet`. */
export function fieldOf(factId: string): string {
  return factId.slice(factId.indexOf('.') + 1).replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/**
 * One column a fact, rows as the directory lists the enterprises; records without an enterprise do not occur (intake
 * creates what it does not know).
 */
export function factColumns(
  facts: readonly FactDefinition[],
  directory: Directory,
  records: ReadonlyMap<string, object>,
): ReadonlyMap<string, Column> {
  return new Map(
    facts.map(({ id, kind }) => {
      const field = fieldOf(id);
      const values = new Array<unknown>(directory.size).fill(undefined);
      for (const [code, record] of records) {
        const row = directory.row(code);
        if (row !== undefined) values[row] = (record as Record<string, unknown>)[field] ?? undefined;
      }
      return [id, { kind, values } as Column];
    }),
  );
}
