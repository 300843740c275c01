import { lineKey, type HandedRow } from '../db/handed-rows.js';
import { lineOf, type HandedLine, type Source } from '../db/versioned.js';
import type { CellsOf } from '../departments/department.js';
import { fieldOf } from '../departments/fact-columns.js';
import { departments } from '../departments/index.js';
import type { Readers } from '../departments/readers.js';
import { enterpriseRegister, events, supplementAnnual } from '../enterprise/datasets.js';
import { cellsUnder, type CellsUnder } from '../handover/cell-under.js';
import type { DatasetDefinition } from '../handover/dataset.js';
import type { FileHeader } from '../intake/file-headers.js';
import type { FactBehind } from './fact-behind.js';
import { factSources, ownerOf, type FactKey } from './fact-records.js';

/** A cell of a record as its department handed it over, and where that stands. */
export interface FactCell {
  readonly dataset: string;
  /** The key of the record, in the order of the dataset's columns. */
  readonly key: readonly string[];
  /** The canonical label of the column. */
  readonly column: string;
  /** The text of the cell; undefined: it was empty. */
  readonly value: string | undefined;
  readonly file: string;
  readonly sheet: string | null;
  readonly line: number;
}

/** What cells are read with. */
export interface CellReading {
  readonly readers: Readers;
  /** The files of handovers with their headers, as far as whoever reads reaches. */
  readonly headers: (handovers: readonly number[]) => Promise<ReadonlyMap<number, FileHeader>>;
  /** Every dataset by id, with what the county calls its columns. */
  readonly datasets: ReadonlyMap<string, DatasetDefinition>;
}

/** Facts of an enterprise whose cells are asked for. */
export interface FactsOf {
  readonly creditCode: string;
  readonly facts: readonly FactBehind[];
}

/**
 * The cells of the records that facts of an enterprise are made of, fact by fact: those of its column, or of each column
 * that it is computed of. One statement a table, and one for the files.
 */
export async function factCells(
  reading: CellReading,
  version: number,
  creditCode: string,
  facts: readonly FactBehind[],
): Promise<readonly (readonly FactCell[])[]> {
  return (await factCellsOfMany(reading, version, [{ creditCode, facts }]))[0]!;
}

/** The same of many enterprises, by enterprise, in as many statements. */
export async function factCellsOfMany(
  reading: CellReading,
  version: number,
  wanted: readonly FactsOf[],
): Promise<readonly (readonly (readonly FactCell[])[])[]> {
  const keys = wanted.flatMap(({ creditCode, facts }) => facts.map((fact) => ({ fact, version, creditCode })));
  const sources = await factSources(reading.readers, keys);
  const rows = await rowsBehind(reading.readers, version, keys, sources);
  const headers = await reading.headers([...new Set([...rows.values()].map(({ handoverId }) => handoverId))]);
  const under = new Map<number, CellsUnder>();
  const textOf = (field: string, at: HandedRow): string | undefined => {
    const dataset = reading.datasets.get(at.dataset.id) ?? at.dataset;
    const cells = under.get(at.handoverId) ?? cellsUnder(dataset, headers.get(at.handoverId)?.labels ?? []);
    under.set(at.handoverId, cells);
    const stored = at.values[field] ?? null;
    return cells.text(field, at.raw, stored) ?? (stored === null ? undefined : String(stored));
  };
  const cellsAt = (at: number): readonly FactCell[] => {
    const { fact, creditCode } = keys[at]!;
    const madeOf = cellsOf(fact);
    return sources[at]!.flatMap((source) => {
      const row = rows.get(lineKey(source));
      if (!row) return [];
      const parts = madeOf.filter(({ dataset, whose }) => dataset === row.dataset.id && (!whose || row.values[whose] === creditCode));
      return fieldsOf(parts, row).map((field): FactCell => {
        const line = lineOf(source, field);
        const value = textOf(field, rows.get(lineKey(line)) ?? row);
        const column = row.dataset.columns.find((each) => each.field === field)!.label;
        const file = headers.get(line.handoverId)?.file ?? '';
        return { dataset: row.dataset.id, key: keyOf(row), column, value: value === '' ? undefined : value, file, ...placeOf(line) };
      });
    });
  };
  let at = 0;
  return wanted.map(({ facts }) => facts.map(() => cellsAt(at++)));
}

/** The stored rows of the sources and of the lines that they carry values of, by line. */
async function rowsBehind(
  readers: Readers,
  version: number,
  keys: readonly FactKey[],
  sources: readonly (readonly Source[])[],
): Promise<ReadonlyMap<string, HandedRow>> {
  const wanted = new Map<string, { readonly lines: Map<string, HandedLine>; readonly whose: Set<string> }>();
  for (const [at, { fact, creditCode }] of keys.entries()) {
    const home = ownerOf(fact.id) ?? 'enterprises';
    const { lines, whose } = wanted.get(home) ?? { lines: new Map<string, HandedLine>(), whose: new Set<string>() };
    wanted.set(home, { lines, whose: whose.add(creditCode) });
    for (const source of sources[at]!) {
      for (const line of [source, ...Object.keys(source.carried ?? {}).map((field) => lineOf(source, field))])
        lines.set(lineKey(line), line);
    }
  }
  const read = await Promise.all(
    [...wanted].map(([home, { lines, whose }]) => {
      const [all, codes] = [[...lines.values()], [...whose]];
      if (home === 'enterprises') return readers.enterprises.handed(all, codes);
      return readers[home as keyof typeof departments].handed(version, all, codes);
    }),
  );
  return new Map(read.flat().map((row) => [lineKey(row), row]));
}

const REGISTER: readonly CellsOf[] = enterpriseRegister.columns.map(({ field }) => ({ dataset: enterpriseRegister.id, fields: [field] }));
const EVENT: readonly CellsOf[] = [{ dataset: events.id, fields: ['event', 'date', 'document'] }];
const DECLARED: readonly CellsOf[] = [{ dataset: supplementAnnual.id, fields: ['value', 'unit'] }];

/** The ids of the datasets that hold a fact or event. */
export function datasetsOf(fact: Pick<FactBehind, 'id' | 'event'>): readonly string[] {
  return [...new Set(cellsOf(fact).map(({ dataset }) => dataset))];
}

/** The cells that a fact is made of. */
function cellsOf({ id, event }: Pick<FactBehind, 'id' | 'event'>): readonly CellsOf[] {
  if (event) return EVENT;
  const field = fieldOf(id);
  if (id.startsWith('enterprise.')) return REGISTER.filter(({ fields }) => fields[0] === field);
  const owner = ownerOf(id);
  if (!owner) return DECLARED;
  const { computedOf, recordSets } = departments[owner];
  return (
    computedOf?.[id] ??
    recordSets
      .filter(({ dataset }) => dataset.columns.some((column) => column.fact && column.field === field))
      .map(({ dataset }) => ({ dataset: dataset.id, fields: [field] }))
  );
}

/** What a table may lack is named where it is filled. */
function fieldsOf(parts: readonly CellsOf[], { dataset, values }: HandedRow): readonly string[] {
  const fields = [...new Set(parts.flatMap((part) => part.fields))];
  return fields.filter((field) => {
    const column = dataset.columns.find((each) => each.field === field);
    return (!column?.optional && !column?.mayBeEmpty && field !== 'unit') || (values[field] ?? null) !== null;
  });
}

function keyOf({ dataset, values }: HandedRow): readonly string[] {
  return dataset.columns.filter(({ key }) => key).map(({ field }) => String(values[field] ?? ''));
}

function placeOf({ sheet, line }: HandedLine) {
  return { sheet, line };
}
