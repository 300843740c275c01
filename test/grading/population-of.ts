import type { Column, EventRecord, Population, Tenure } from '../../src/grading/population.js';
import { Rational } from '../../src/grading/rational.js';

export type FactValue = string | boolean | Rational | undefined;

/** A synthetic enterprise: facts by year; numbers as decimals, or as rationals where they do not terminate. */
export interface SyntheticEnterprise {
  readonly creditCode: string;
  readonly facts: Readonly<Record<number, Readonly<Record<string, FactValue>>>>;
  readonly events?: readonly { readonly code: string; readonly date: string }[];
}

/** A population of synthetic enterprises. `enterprise.*` facts are texts, booleans booleans, all else numbers. */
export function populationOf(year: number, enterprises: readonly SyntheticEnterprise[], tenure?: Tenure): Population {
  return {
    year,
    creditCodes: enterprises.map((enterprise) => enterprise.creditCode),
    column: (id, of) =>
      columnOf(
        id,
        enterprises.map((enterprise) => enterprise.facts[of]?.[id]),
      ),
    events: enterprises.flatMap((enterprise, row) => (enterprise.events ?? []).map((event): EventRecord => ({ row, ...event }))),
    tenure: tenure ?? { holdings: [], leases: [] },
  };
}

function columnOf(id: string, values: readonly FactValue[]): Column | undefined {
  if (values.every((value) => value === undefined)) return undefined;
  if (values.some((value) => typeof value === 'boolean')) return { kind: 'boolean', values: values as (boolean | undefined)[] };
  if (id === 'enterprise.established') return { kind: 'date', values: values as (string | undefined)[] };
  if (id.startsWith('enterprise.')) return { kind: 'text', values: values as (string | undefined)[] };
  return {
    kind: 'number',
    values: values.map((value) => (typeof value === 'string' ? Rational.from(value) : value instanceof Rational ? value : undefined)),
  };
}
