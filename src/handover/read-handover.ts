import type { FactDefinition } from '../grading/fact.js';
import type { DatasetDefinition } from './dataset.js';
import { fileBytes, type Bytes } from './file-bytes.js';
import { headerIssues } from './header-issues.js';
import { issue, type IssuePlace } from './issue-catalogue.js';
import type { Issue } from './issue.js';
import { DEFAULT_LIMITS, type Limits } from './limits.js';
import { findHeader } from './header.js';
import { matchSheets, sheetIgnored } from './matched-sheets.js';
import { nearestDataset } from './nearest-dataset.js';
import { openFile, type FindHeader } from './open-file.js';
import {
  inOrder,
  type AcceptedRow,
  type HandoverReading,
  type LinePlace,
  type OthersRows,
  type OpenedHandover,
  type QuarantinedRow,
  type RefusedHandover,
} from './reading.js';
import { Refusal } from './refusal.js';
import type { Declared } from './row.js';
import { rowBlocks, type MatchedSheet } from './row-blocks.js';
import type { Sheet } from './sheet.js';

const NOTHING = { rows: 0, accepted: [], quarantined: [], skipped: 0 };

/** A file to read, and what it is read by. */
export interface HandoverInput {
  readonly fileName: string;
  readonly bytes: Bytes;
  readonly datasets: readonly DatasetDefinition[];
  /** The dataset it is said to be; undefined: by its header. */
  readonly dataset?: string;
  /** The year that it is said to be of; undefined: by its column of years, or what stands above it. */
  readonly year?: number;
  /** The system that its outlines are said to be in, such as EPSG:4490; undefined: as the file says. */
  readonly crs?: string;
  readonly eventCodes: ReadonlySet<string>;
  /** The facts that the county declares. */
  readonly facts: ReadonlyMap<string, FactDefinition>;
  readonly limits?: Limits;
  /** Finds the rows that are not for whoever hands the file over; there are none unless given. */
  readonly others?: OthersRows;
}

/** What a file comes to before its lines are read: the handovers that it is, one for each dataset, or why it is none. */
export interface OpenedHandovers {
  readonly handovers: readonly OpenedHandover[];
  /** One for each dataset with an error of its own, or a single one; none where it can be read. */
  readonly refused: readonly RefusedHandover[];
}

/**
 * Opens one handover file (HANDOVER.md, Files and sheets): bytes in; the datasets in it, the register first, what is to be
 * said of it as a whole, with the first of them, and its rows as they are read; or a refusal of the whole file. Knows no
 * database: UNKNOWN_ENTERPRISE and ALREADY_RECEIVED are for whoever has one.
 * @throws RangeError if `dataset` names none of `datasets`.
 */
export async function openHandovers(input: HandoverInput): Promise<OpenedHandovers> {
  const datasets = candidates(input);
  const file: IssuePlace = { file: input.fileName };
  try {
    const find: FindHeader = (table) => findHeader(table, datasets, input);
    const { encoding, sheets } = await openFile(fileBytes(input.bytes), find, input.limits ?? DEFAULT_LIMITS, input.crs);
    const { tables, ignored } = matchSheets(sheets, find);
    const matched = new Set(tables.flat().map(({ sheet }) => sheet));
    // What is visible must be readable, whether anybody reads it or not; a text is read for what it is.
    if (encoding === undefined) await readThrough(sheets.filter((sheet) => !matched.has(sheet)));
    const department = tables[0]?.[0]?.header.dataset.department;
    const about = encoding === 'GB18030' ? [issue('ENCODING_GB18030', file)] : [];
    about.push(...ignored.map((sheet) => sheetIgnored(sheet, datasets, { ...file, department })));
    const declared = { events: input.eventCodes, facts: input.facts };
    const handovers = tables.map((table, i) => openTable(table, i === 0 ? about : [], { declared, others: input.others }, file));
    const refused = handovers.flatMap(({ dataset, labels, issues }): RefusedHandover[] => {
      const errors = issues.filter(({ severity }) => severity === 'error');
      return errors.length > 0 ? [{ status: 'refused', dataset, labels, issues: errors }] : [];
    });
    if (handovers.length === 0) {
      const unrecognised = issue('HEADER_NOT_RECOGNISED', { ...file, detail: nearestDataset(sheets, datasets) });
      refused.push({ status: 'refused', dataset: undefined, labels: [], issues: [unrecognised] });
    }
    if (refused.length === 0) return { handovers, refused };
    await readThrough(sheets);
    return { handovers: [], refused };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { handovers: [], refused: [refusalOf(error, input.fileName)] };
  }
}

/** As {@link openHandovers}, of a file that is one handover: of several the first. */
export async function openHandover(input: HandoverInput): Promise<OpenedHandover | RefusedHandover> {
  const { handovers, refused } = await openHandovers(input);
  return refused[0] ?? handovers[0]!;
}

/** The sheets of one dataset as one handover. */
function openTable(
  sheets: readonly MatchedSheet[],
  about: readonly Issue[],
  { declared, others }: { readonly declared: Declared; readonly others: OthersRows | undefined },
  file: IssuePlace,
): OpenedHandover {
  const { dataset, cells } = sheets[0]!.header;
  const place = { ...file, department: dataset.department };
  const issues = [...about, ...sheets.flatMap(({ sheet, header }) => headerIssues(header, { ...place, sheet: sheet.name }))];
  const blocks = async function* () {
    try {
      yield* rowBlocks(sheets, declared, place, others);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'ENCODING_INVALID') throw error;
      throw new Refusal(error.code, error.detail, { ...error.place, dataset });
    }
  };
  return { status: 'opened', dataset: dataset.id, labels: cells.map(({ label }) => label), issues, blocks };
}

/** What a file that cannot be read on comes to. */
export function refusalOf({ code, detail, place: { dataset, sheet, line } }: Refusal, file: string): RefusedHandover {
  const found = issue(code, { file, department: dataset?.department, sheet, line, detail });
  return { status: 'refused', dataset: dataset?.id, labels: [], issues: [found] };
}

/**
 * Reads one handover file to its end, as {@link openHandovers} opens it: all its rows and issues, in their order, dataset by
 * dataset; where one cannot be read on, that refuses the file.
 */
export async function readHandovers(input: HandoverInput): Promise<readonly HandoverReading[]> {
  const { handovers, refused } = await openHandovers(input);
  if (refused.length > 0) return refused.map((each) => ({ ...each, ...NOTHING }));
  const readings: HandoverReading[] = [];
  for (const opened of handovers) {
    const reading = await readTable(opened, input.fileName);
    if (reading.status === 'refused') return [reading];
    readings.push(reading);
  }
  return readings;
}

/** As {@link readHandovers}, of a file that is one handover: of several the first. */
export async function readHandover(input: HandoverInput): Promise<HandoverReading> {
  const [reading] = await readHandovers(input);
  return reading!;
}

async function readTable(opened: OpenedHandover, fileName: string): Promise<HandoverReading> {
  const accepted: AcceptedRow[] = [];
  const quarantined: QuarantinedRow[] = [];
  const withdrawn = new Set<string>();
  const issues: Issue[] = [];
  let skipped = 0;
  try {
    for await (const block of opened.blocks()) {
      accepted.push(...block.accepted);
      quarantined.push(...block.quarantined);
      issues.push(...block.issues);
      skipped += block.skipped;
      for (const place of block.withdrawn) withdrawn.add(placeKey(place));
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...refusalOf(error, fileName), ...NOTHING };
  }
  const taken = accepted.filter((row) => !withdrawn.has(placeKey(row)));
  const rows = taken.length + quarantined.length + skipped;
  const { dataset, labels } = opened;
  const told = [...opened.issues, ...inOrder(issues)];
  return { status: 'read', dataset, labels, rows, accepted: taken, quarantined: inOrder(quarantined), skipped, issues: told };
}

function candidates({ dataset, datasets }: HandoverInput): readonly DatasetDefinition[] {
  if (dataset === undefined) return datasets;
  const named = datasets.filter(({ id }) => id === dataset);
  if (named.length === 0) throw new RangeError(`no dataset is called ${dataset}`);
  return named;
}

/** Reads all lines of a file that is refused, of which nobody asked yet: they may say something worse. @throws Refusal */
async function readThrough(sheets: readonly Sheet[]): Promise<void> {
  for (const sheet of sheets) for await (const _ of sheet.blocks());
}

function placeKey({ sheet, line }: LinePlace): string {
  return `${line} ${sheet ?? ''}`;
}
