import type { FactTable } from '../grading/fact-table.js';
import type { Rational } from '../grading/rational.js';

/** What departments handed over on enterprises for one year, with the sums of the scheme that the county's land rules name. */
export interface EnterpriseFacts {
  readonly table: FactTable;
  readonly rowOf: (creditCode: string) => number | undefined;
  /** The final class of a row under that scheme; undefined where it has none, or the year is none of the scheme's. */
  readonly classOf: (row: number) => string | undefined;
}

export const USED_AREA = 'land.used_area';

/** A fact or sum of an enterprise; undefined where it is missing. */
export function factOf({ table, rowOf }: EnterpriseFacts, creditCode: string, fact: string): Rational | undefined {
  const row = rowOf(creditCode);
  return row === undefined ? undefined : table.number(fact, table.year)(row);
}

/** 亩均税收 of each row, 万元/亩: the county's tax ÷ land used (LANDUSE.md, Facts of the rules). */
export function taxPerMu({ table }: EnterpriseFacts, tax: string): (row: number) => Rational | undefined {
  const [taxes, areas] = [table.number(tax, table.year), table.number(USED_AREA, table.year)];
  return (row) => {
    const [paid, area] = [taxes(row), areas(row)];
    return paid && area && area.sign > 0 ? paid.over(area) : undefined;
  };
}
