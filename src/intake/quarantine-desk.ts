import type { Db } from '../db/db.js';
import { page, pageRequest, type Page, type PageArguments } from '../db/page.js';
import type { DepartmentId } from '../grading/fact.js';
import { drop, release, waitingCount, waitingLines, type Decision, type QuarantinedLine } from './quarantine.js';
import type { Declarations } from './receive.js';
import { retract, type Retraction, type Retractor } from './retract.js';
import { receivedFiles, type ReceivedPage } from './received-files.js';

/** A line with whose data it is, as reads are put on record by. */
export type WaitingLine = QuarantinedLine & { readonly __typename?: 'QuarantinedLine'; readonly madeOf: readonly DepartmentId[] };
export type WaitingPage = Page<WaitingLine>;

/** Who decides, and for which department. */
export interface Decider {
  readonly actor: string;
  readonly department: DepartmentId;
}

/** What a department handed in, and what it decides on its lines that wait. */
export interface QuarantineDesk {
  /** @throws Refusal BAD_USER_INPUT for a page that is none */
  waiting(department: DepartmentId, args: PageArguments): Promise<WaitingPage>;
  /** @throws Refusal BAD_USER_INPUT for a page that is none */
  files(by: Decider, args: PageArguments): Promise<ReceivedPage>;
  release(by: Decider, id: number, cells: readonly string[], reason: string): Promise<Decision>;
  drop(by: Decider, id: number, reason: string): Promise<Decision>;
  retract(by: Decider, id: number, reason: string): Promise<Retraction>;
}

/**
 * @param seen the book as far as whoever asks may see it; the other of its owner, who writes it
 * @param declared what the county declares beyond the departments' datasets, to read corrected lines with
 * @param keeping where the departments' records are kept
 */
export function openQuarantineDesk(db: Db, visible: Db, declared: Declarations, keeping: Retractor['keeping']): QuarantineDesk {
  return {
    waiting: async (department, args) => {
      const request = pageRequest({ field: 'quarantine', asked: { department } }, args);
      const [found, total] = await Promise.all([
        waitingLines(visible, department, Number(request.after ?? 0), request.limit + 1),
        waitingCount(visible, department),
      ]);
      const rows = found.slice(0, request.limit).map((line) => ({ ...line, madeOf: [line.department] }));
      return page(request, { rows, hasNext: found.length > request.limit, total }, ({ id }) => String(id));
    },
    files: (by, args) => receivedFiles(visible, by, args),
    release: (by, id, cells, reason) => release(db, { ...by, declared, writeRows: keeping.write }, id, cells, reason),
    drop: (by, id, reason) => drop(db, by, id, reason),
    retract: (by, id, reason) => retract(db, { ...by, keeping }, id, reason),
  };
}
