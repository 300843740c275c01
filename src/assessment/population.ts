import { departments } from '../departments/index.js';
import type { Readers } from '../departments/readers.js';
import type { Directory } from '../enterprise/directory.js';
import { enterpriseFacts } from '../enterprise/datasets.js';
import type { CodedField } from '../enterprise/register-columns.js';
import type { Supplement } from '../enterprise/reader.js';
import { fieldOf } from '../departments/fact-columns.js';
import { neededFacts, needsTenure, type NeededFact } from '../grading/needed-facts.js';
import type { FactDefinition } from '../grading/fact.js';
import { ColumnSpace } from '../grading/column-space.js';
import { textColumnOf } from '../grading/packed-column.js';
import type { Column, Population, Tenure } from '../grading/population.js';
import { Rational } from '../grading/rational.js';
import type { Scheme } from '../grading/scheme.js';
import { foldName } from '../handover/fold.js';
import { commonKind, conversion } from '../handover/unit.js';

/**
 * The enterprises of a year as they were known at a data version, with the facts that a scheme names and no others:
 * at most one statement a department and year.
 */
export async function loadPopulation(
  readers: Readers,
  version: number,
  year: number,
  scheme: Scheme,
  declared: readonly FactDefinition[] = [],
): Promise<Population> {
  const needed = neededFacts(scheme, year);
  const directory = await readers.enterprises.directory(version);
  const columns = new Map<string, Column>(registerColumns(directory));
  const put = (of: number, read: ReadonlyMap<string, Column>) => {
    for (const [id, column] of read) columns.set(`${of} ${id}`, column);
  };
  const [events, tenure] = await Promise.all([
    readers.enterprises.events(version),
    needsTenure(scheme) ? readers.land.tenure(version, year) : NO_TENURE,
    ...departmentYears(needed).map(async ({ department, year: of, facts }) =>
      put(of, await readers[department].columns(version, of, facts)),
    ),
    ...supplementYears(needed).map(async (of) => put(of, await supplementColumns(readers, version, of, directory, declared))),
  ]);
  return {
    year,
    creditCodes: directory.creditCodes,
    column: (id, of) => columns.get(id) ?? columns.get(`${of} ${id}`),
    events: events.flatMap(({ creditCode, event, date }) => {
      const row = directory.row(creditCode);
      return row === undefined ? [] : [{ row, code: event, date }];
    }),
    tenure,
    space: directory.size < LARGE ? undefined : ColumnSpace.laidOut(directory.size, indicatorsOf(scheme)),
  };
}

/** What {@link loadPopulation} reads for a scheme and a year: schemes of which this is the same may share a population. */
export function populationRead(scheme: Scheme, year: number): string {
  const facts = neededFacts(scheme, year).map(({ fact, year: of }) => `${of} ${fact}`);
  return [needsTenure(scheme) ? 'tenure' : '', ...facts.sort()].join(',');
}

/** From so many enterprises on, a first grade gets its memory while they are read. */
const LARGE = 100_000;

/** How many different indicators a scheme asks for. */
function indicatorsOf({ groups }: Scheme): number {
  return new Set(groups.flatMap(({ indicators }) => indicators.map(({ id }) => id))).size;
}

const NO_TENURE: Tenure = { holdings: [], leases: [] };

type DepartmentName = keyof typeof departments;

interface DepartmentYear {
  readonly department: DepartmentName;
  readonly year: number;
  readonly facts: string[];
}

/** Which departments' years are to be read, and of them which facts. */
function departmentYears(needed: readonly NeededFact[]): readonly DepartmentYear[] {
  const years = new Map<string, DepartmentYear>();
  for (const { fact: id, year } of needed) {
    const found = Object.entries(departments).find(([, { facts }]) => facts.some((fact) => fact.id === id));
    if (!found) continue;
    const department = found[0] as DepartmentName;
    const of = years.get(`${department} ${year}`) ?? { department, year, facts: [] };
    of.facts.push(id);
    years.set(`${department} ${year}`, of);
  }
  return [...years.values()];
}

const OF_DEPARTMENTS = new Set([...Object.values(departments).flatMap(({ facts }) => facts), ...enterpriseFacts].map(({ id }) => id));

function supplementYears(needed: readonly NeededFact[]): number[] {
  return [...new Set(needed.filter(({ fact }) => !OF_DEPARTMENTS.has(fact)).map(({ year }) => year))];
}

async function supplementColumns(
  readers: Readers,
  version: number,
  year: number,
  directory: Directory,
  declared: readonly FactDefinition[],
): Promise<ReadonlyMap<string, Column>> {
  const columns = new Map<string, Column>();
  for (const [fact, handed] of await readers.enterprises.supplements(version, year)) {
    const unit = declared.find(({ id }) => id === fact)?.unit;
    const column = new Array<Rational | undefined>(directory.size).fill(undefined);
    for (const [code, supplement] of handed) {
      const row = directory.row(code);
      if (row !== undefined) column[row] = inUnit(supplement, unit);
    }
    columns.set(fact, { kind: 'number', values: column });
  }
  return columns;
}

/** In the declared unit, exactly; some conversions do not terminate and could not be stored (亩 in ㎡). */
function inUnit({ value, unit }: Supplement, declared: string | undefined): Rational {
  const exact = Rational.from(value);
  if (!unit || !declared) return exact;
  const [from, to] = [foldName(unit), foldName(declared)];
  const kind = from === to ? undefined : commonKind(from, to);
  return kind ? exact.times(conversion(kind, from, to)) : exact;
}

/** What the register says, which is no matter of years. */
function registerColumns(directory: Directory): [string, Column][] {
  return enterpriseFacts.map(({ id, kind }) => [id, textColumnOf(kind as 'text' | 'date', directory.coded[fieldOf(id) as CodedField])]);
}
