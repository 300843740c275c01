import { z } from 'zod';
import type { Directory } from '../../enterprise/directory.js';
import { neededFacts } from '../../grading/needed-facts.js';
import type { Column, Population } from '../../grading/population.js';
import { Rational } from '../../grading/rational.js';
import type { Scheme } from '../../grading/scheme.js';
import { valueAt } from '../../grading/value-at.js';
import type { Vocabulary } from '../../policy/vocabulary.js';
import type { Register } from '../notice-list.js';
import { exactNumber, exactText } from './exact-text.js';

const columnFile = z.object({
  fact: z.string(),
  year: z.number(),
  title: z.string(),
  unit: z.string().nullable(),
  department: z.string(),
  kind: z.enum(['number', 'boolean', 'text', 'date']),
  /** By enterprise; numbers as their exact digits, null for missing. */
  values: z.array(z.union([z.string(), z.boolean()]).nullable()),
});

/** Everything that a scheme's text reads of a year's enterprises at a data version, as it is archived. */
export const populationFile = z.object({
  dataVersion: z.number(),
  year: z.number(),
  enterprises: z.array(
    z.object({ creditCode: z.string(), name: z.string().nullable(), zone: z.string().nullable(), town: z.string().nullable() }),
  ),
  columns: z.array(columnFile),
  events: z.array(z.object({ row: z.number(), code: z.string(), date: z.string() })),
  holdings: z.array(z.object({ row: z.number(), parcel: z.string() })),
  leases: z.array(z.object({ tenant: z.number(), owner: z.number().nullable(), parcel: z.string(), area: z.string() })),
});
export type PopulationFile = z.infer<typeof populationFile>;
export type ColumnFile = z.infer<typeof columnFile>;

/** @param vocabulary titles, units and departments */
export function populationAsFile(
  population: Population,
  { scheme, version, directory, vocabulary }: { scheme: Scheme; version: number; directory: Directory; vocabulary: Vocabulary },
): PopulationFile {
  const facts = new Map(vocabulary.facts.map((fact) => [fact.id, fact]));
  const columns = neededFacts(scheme, population.year).flatMap(({ fact, year }): ColumnFile[] => {
    const column = population.column(fact, year);
    if (!column) return [];
    const { title = fact, unit = null, department = 'county' } = facts.get(fact) ?? {};
    const values = population.creditCodes.map((_, row) => cellText(column, row));
    return [{ fact, year, title, unit, department, kind: column.kind, values }];
  });
  return {
    dataVersion: version,
    year: population.year,
    enterprises: population.creditCodes.map((creditCode, row) => {
      const { name, zone, town } = directory.record(row);
      return { creditCode, name, zone, town };
    }),
    columns,
    events: population.events.map(({ row, code, date }) => ({ row, code, date })),
    holdings: population.tenure.holdings.map(({ row, parcel }) => ({ row, parcel })),
    leases: population.tenure.leases.map((each) => ({ ...each, owner: each.owner ?? null, area: exactText(each.area) })),
  };
}

/** The population of a file, with who its enterprises are. */
export function populationOf({
  year,
  enterprises,
  columns,
  events,
  holdings,
  leases,
}: PopulationFile): Population & { register: Register } {
  const byName = new Map(columns.map((column) => [`${column.year} ${column.fact}`, columnOf(column)]));
  return {
    year,
    creditCodes: enterprises.map(({ creditCode }) => creditCode),
    column: (fact, of) => byName.get(`${of} ${fact}`),
    events,
    tenure: { holdings, leases: leases.map((each) => ({ ...each, owner: each.owner ?? undefined, area: exactNumber(each.area) })) },
    register: { record: (row) => enterprises[row]! },
  };
}

function cellText(column: Column, row: number): string | boolean | null {
  const value = valueAt(column, row);
  return value instanceof Rational ? exactText(value) : (value ?? null);
}

function columnOf({ kind, values }: ColumnFile): Column {
  const known = values.map((value) => value ?? undefined);
  if (kind !== 'number') return { kind, values: known } as Column;
  return { kind, values: known.map((value) => (value === undefined ? undefined : exactNumber(String(value)))) };
}
