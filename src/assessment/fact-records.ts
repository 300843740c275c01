import DataLoader from 'dataloader';
import { lineOf, linesOf, type HandedLine, type Source } from '../db/versioned.js';
import { departments } from '../departments/index.js';
import type { Readers } from '../departments/readers.js';
import { fieldOf } from '../departments/fact-columns.js';
import { enterpriseRegister } from '../enterprise/datasets.js';
import type { EventRecord } from '../enterprise/record.js';
import type { NeededEvent } from '../grading/grade-basis.js';
import { factsOf } from '../handover/facts.js';
import type { FactBehind } from './fact-behind.js';

/** A fact of one enterprise as it was known at a data version. */
export interface FactKey {
  readonly fact: FactBehind;
  readonly version: number;
  readonly creditCode: string;
}

/** By credit code. */
type Lines = ReadonlyMap<string, readonly Source[]>;

export type FactRecordLoader = DataLoader<FactKey, readonly HandedLine[], string>;

/**
 * The handed-over lines that facts came from. Batches the reads of one request: one for each department and year asked
 * in the same tick, for all its facts and enterprises together; no statement for what the assessment has at hand.
 */
export function factRecordLoader(readers: Readers): FactRecordLoader {
  return new DataLoader(async (keys) => (await factSources(readers, keys)).map((sources, at) => linesBehind(keys[at]!.fact, sources)), {
    cacheKeyFn: ({ fact, version, creditCode }) => `${originOf(fact)} ${fact.id} ${version} ${creditCode}`,
  });
}

/** The rows that facts came from: one statement for each department and year, or event, at most. */
export async function factSources(readers: Readers, keys: readonly FactKey[]): Promise<(readonly Source[])[]> {
  const together = new Map<string, { readonly fact: FactBehind; readonly version: number; readonly creditCodes: Set<string> }>();
  const batchOf = ({ fact, version }: FactKey): string => `${originOf(fact)} ${version}`;
  for (const key of keys) {
    const batch = together.get(batchOf(key)) ?? { fact: key.fact, version: key.version, creditCodes: new Set<string>() };
    together.set(batchOf(key), batch);
    batch.creditCodes.add(key.creditCode);
  }
  const read = new Map<string, Lines>();
  await Promise.all(
    [...together].map(async ([batch, { fact, version, creditCodes }]) => {
      read.set(batch, await readOrigin(readers, fact, version, [...creditCodes]));
    }),
  );
  return keys.map((key) => read.get(batchOf(key))?.get(key.creditCode) ?? []);
}

/** The lines that a fact came from among those of its records: of a fact that a column holds, that column's. */
function linesBehind({ id, event }: FactBehind, sources: readonly Source[]): readonly HandedLine[] {
  if (event || !STORED.has(id)) return sources.flatMap(linesOf);
  return sources.map((source) => lineOf(source, fieldOf(id)));
}

export type DepartmentName = keyof typeof departments;

/** The department that a fact is of; undefined: the register's, or declared by the county. */
export function ownerOf(fact: string): DepartmentName | undefined {
  return OWNER.get(fact);
}

const OWNER = new Map<string, DepartmentName>(
  Object.entries(departments).flatMap(([name, { facts }]) => facts.map(({ id }) => [id, name as DepartmentName] as const)),
);

/** The facts that columns hold, rather than being computed of some. */
const STORED = new Set(
  [enterpriseRegister, ...Object.values(departments).flatMap(({ recordSets }) => recordSets.map(({ dataset }) => dataset))]
    .flatMap(factsOf)
    .map(({ id }) => id),
);

/** What is read as one: a department's year, the register, a county-declared fact of a year, an event. */
function originOf({ id, year, event }: FactBehind): string {
  if (event) return `event ${id} ${event.from} ${event.to}`;
  if (id.startsWith('enterprise.')) return 'register';
  const department = OWNER.get(id);
  return department ? `${department} ${year}` : `supplement ${id} ${year}`;
}

async function readOrigin(
  { enterprises, ...readers }: Readers,
  { id, year, event }: FactBehind,
  version: number,
  creditCodes: readonly string[],
): Promise<Lines> {
  if (event) return eventLines(await enterprises.events(version), event, new Set(creditCodes));
  if (id.startsWith('enterprise.')) {
    return new Map([...(await enterprises.some(version, creditCodes))].map(([code, { source }]) => [code, [source]]));
  }
  const department = OWNER.get(id);
  if (department) return readers[department].sources(version, year, creditCodes);
  const handed = (await enterprises.supplements(version, year)).get(id);
  return new Map(
    creditCodes.flatMap((code) => {
      const supplement = handed?.get(code);
      return supplement ? [[code, [supplement.source]] as const] : [];
    }),
  );
}

function eventLines(events: readonly EventRecord[], { event, from, to }: NeededEvent, wanted: ReadonlySet<string>): Lines {
  const lines = new Map<string, Source[]>();
  for (const { event: code, creditCode, date, source } of events) {
    const year = Number(date.slice(0, 4));
    if (code !== event || year < from || year > to || !wanted.has(creditCode)) continue;
    lines.set(creditCode, [...(lines.get(creditCode) ?? []), source]);
  }
  return lines;
}
