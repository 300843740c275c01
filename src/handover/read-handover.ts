import type { FactDefinition } from '../grading/fact.js';
import type { DatasetDefinition } from './dataset.js';
import { fileBytes, type Bytes } from './file-bytes.js';
import { findHeader } from './header.js';
import { headerIssues } from './header-issues.js';
import { issue, type IssuePlace } from './issue-catalogue.js';
import type { Issue } from './issue.js';
import { DEFAULT_LIMITS, type Limits } from './limits.js';
import { openFile } from './open-file.js';
import {
  inOrder,
  type AcceptedRow,
  type HandoverReading,
  type LinePlace,
  type OpenedHandover,
  type QuarantinedRow,
  type RefusedHandover,
} from './reading.js';
import { Refusal } from './refusal.js';
import { rowBlocks, type MatchedSheet } from './row-blocks.js';
import type { Sheet } from './sheet.js';

/** A file to read, and what it is read by. */
export interface HandoverInput {
  readonly fileName: string;
  readonly bytes: Bytes;
  readonly datasets: readonly DatasetDefinition[];
  /** The dataset it is said to be; undefined: by its header. */
  readonly dataset?: string;
  readonly eventCodes: ReadonlySet<string>;
  /** The facts that the county declares. */
  readonly facts: ReadonlyMap<string, FactDefinition>;
  readonly limits?: Limits;
}

/**
 * Opens one handover file (HANDOVER.md, Reading): bytes in; its dataset, what is to be said of it as a whole, and its rows
 * as they are read, or a refusal of the whole file. Knows no database: UNKNOWN_ENTERPRISE and ALREADY_RECEIVED are for
 * whoever has one.
 * @throws RangeError if `dataset` names none of `datasets`.
 */
export async function openHandover(input: HandoverInput): Promise<OpenedHandover | RefusedHandover> {
  const datasets = candidates(input);
  const file: IssuePlace = { file: input.fileName };
  try {
    const { encoding, sheets } = await openFile(fileBytes(input.bytes), datasets, input.limits ?? DEFAULT_LIMITS);
    const issues = encoding === 'GB18030' ? [issue('ENCODING_GB18030', file)] : [];
    const [matched, ignored] = matchSheets(sheets, datasets);
    const first = matched[0];
    if (!first) return await refused({ dataset: undefined, labels: [], issues: [issue('HEADER_NOT_RECOGNISED', file)] }, sheets);
    const { dataset } = first.header;
    const place = { ...file, department: dataset.department };
    for (const { name } of ignored) issues.push(issue('SHEET_IGNORED', { ...place, sheet: name }));
    for (const { sheet, header } of matched) issues.push(...headerIssues(header, { ...place, sheet: sheet.name }));
    const labels = first.header.cells.map((cell) => cell.text);
    if (issues.some(({ severity }) => severity === 'error')) return await refused({ dataset: dataset.id, labels, issues }, sheets);
    const declared = { events: input.eventCodes, facts: input.facts };
    return { status: 'opened', dataset: dataset.id, labels, issues, blocks: () => rowBlocks(matched, declared, place) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refusalOf(error, input.fileName);
  }
}

/** What a file that cannot be read on comes to. */
export function refusalOf({ code, detail, place: { dataset, sheet, line } }: Refusal, file: string): RefusedHandover {
  const found = issue(code, { file, department: dataset?.department, sheet, line, detail });
  return { status: 'refused', dataset: dataset?.id, labels: [], issues: [found] };
}

/** Reads one handover file to its end, as {@link openHandover} opens it: all its rows and issues, in their order. */
export async function readHandover(input: HandoverInput): Promise<HandoverReading> {
  const nothing = { rows: 0, accepted: [], quarantined: [], skipped: 0 };
  const opened = await openHandover(input);
  if (opened.status === 'refused') return { ...opened, ...nothing };
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
    return { ...refusalOf(error, input.fileName), ...nothing };
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

/** The visible sheets that match, all of the first one's dataset, and the others. */
function matchSheets(sheets: readonly Sheet[], datasets: readonly DatasetDefinition[]): [MatchedSheet[], Sheet[]] {
  const matched: MatchedSheet[] = [];
  const ignored: Sheet[] = [];
  for (const sheet of sheets) {
    const first = matched[0]?.header.dataset;
    const header = sheet.hidden ? undefined : findHeader(sheet.head, first ? [first] : datasets);
    if (header) matched.push({ sheet, header });
    else ignored.push(sheet);
  }
  return [matched, ignored];
}

/** Refuses a file, unless its lines, of which nobody asked yet, say something worse. @throws Refusal */
async function refused(refusal: Omit<RefusedHandover, 'status'>, sheets: readonly Sheet[]): Promise<RefusedHandover> {
  for (const sheet of sheets) for await (const _ of sheet.blocks());
  return { status: 'refused', ...refusal };
}

function placeKey({ sheet, line }: LinePlace): string {
  return `${line} ${sheet ?? ''}`;
}
