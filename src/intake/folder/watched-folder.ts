import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Refusal } from '../../access/refusal.js';
import { VIEWER_DEPARTMENTS, type Viewer } from '../../access/viewer.js';
import { SourceUnavailable } from '../../db/apart/source-unavailable.js';
import { databaseFailure, OperatorError, onDisk } from '../../db/failure.js';
import { KernelLock } from '../../db/kernel-lock.js';
import type { RecordKeeping } from '../../db/records.js';
import type { DepartmentId } from '../../grading/fact.js';
import { printable } from '../../handover/printable.js';
import { fileOnDisk } from '../file-on-disk.js';
import { receiveAll, type Intake } from '../receive-all.js';
import { senderOf } from '../sender.js';
import { putAway, type Outcome } from './put-away.js';
import { SettledFiles, type SettledFile } from './settled-files.js';

/** What a folder is watched with. */
export interface Watching {
  readonly folder: string;
  /** Between two looks. */
  readonly everyMs: number;
  readonly intake: Required<Pick<Intake, 'db' | 'declared' | 'limits'>>;
  readonly keeping: Pick<RecordKeeping, 'write' | 'rehearse' | 'owned' | 'apart'>;
  /** Told what became of each file, and what cannot be done for now. */
  readonly say: (line: string) => void;
}

/** Others count on the register. */
const IN_ORDER: readonly DepartmentId[] = ['register', ...VIEWER_DEPARTMENTS.filter((id) => id !== 'register')];

/**
 * Watches a folder in which each department has one of its own, by its name: what is put there is handed over by that department,
 * the way of `muhub intake`. Of several hubs on the same folder one watches, the others wait to take its place. Nothing is kept but in
 * the folder itself, so that a hub that is stopped in the middle goes on where it was: a file that was taken and not moved
 * is `ALREADY_RECEIVED`.
 */
export class WatchedFolder {
  readonly #watching: Watching;
  readonly #lock: KernelLock;
  readonly #settled = new SettledFiles();
  /** What became of files that could not be moved yet; by path and state. */
  readonly #told = new Map<string, Outcome>();
  /** What was said of files that cannot be taken or moved for now, so that it is said once. */
  readonly #troubles = new Map<string, string>();
  readonly #stopping = new AbortController();
  #isOurs = false;
  #watched: Promise<void> = Promise.resolve();

  private constructor(watching: Watching, lock: KernelLock) {
    this.#watching = watching;
    this.#lock = lock;
  }

  /**
   * Begins to watch; the departments' folders are made where they are not there.
   * @throws OperatorError where the folder cannot be used
   */
  static async open(watching: Watching): Promise<WatchedFolder> {
    const { folder } = watching;
    await onDisk(`使用收文目录 ${folder}（INTAKE_DIR）`, async () => {
      for (const department of IN_ORDER) await mkdir(path.join(folder, department), { recursive: true });
    });
    const watched = new WatchedFolder(watching, await KernelLock.on(path.join(folder, '.lock')));
    watched.#watched = watched.#watch();
    return watched;
  }

  /** Stops after the file that is being taken. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#watched;
    await this.#lock.close();
  }

  async #watch(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await this.#attempt('', () => this.#look());
      await delay(this.#watching.everyMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  async #look(): Promise<void> {
    this.#isOurs ||= await this.#lock.take('exclusive');
    if (!this.#isOurs) return;
    for (const department of IN_ORDER) {
      const folder = path.join(this.#watching.folder, department);
      await this.#attempt(department, async () => {
        for (const file of await this.#settled.in(folder)) {
          if (this.#stopping.signal.aborted) return;
          await this.#attempt(`${department}/${file.shown}`, () => this.#take(department, folder, file));
        }
      });
    }
  }

  async #take(department: DepartmentId, folder: string, file: SettledFile): Promise<void> {
    const { intake, say } = this.#watching;
    const key = `${folder} ${file.name} ${file.identity}`;
    const outcome = this.#told.get(key) ?? (await this.#receive(department, file));
    this.#told.set(key, outcome);
    await putAway(intake.db, folder, file, outcome);
    this.#told.delete(key);
    say(`${outcome.shelf === 'done' ? '已接收' : '已拒收'} ${department}/${printable(file.shown)}`);
  }

  /** @throws SourceUnavailable, or as the database does; nothing of it is left, and it may be tried again */
  async #receive(department: DepartmentId, { path: file, shown }: SettledFile): Promise<Outcome> {
    const { intake, keeping } = this.#watching;
    const viewer = speakerFor(department);
    const sender = senderOf(viewer, intake.db, keeping.owned);
    const load = async () => ({ fileName: shown, bytes: await fileOnDisk(file, 'refused') });
    try {
      const reports = await receiveAll({ ...intake, keeping, sender, actor: viewer.subject }, [shown], load);
      return { shelf: reports.some(({ status }) => status === 'refused') ? 'refused' : 'done', reports };
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'FORBIDDEN') throw error;
      return { shelf: 'refused', reports: [], why: error.message };
    }
  }

  /** Does something that may be done at the next look; why it could not be is said once. */
  async #attempt(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.#troubles.delete(what);
    } catch (error) {
      const why = whyNot(error);
      if (this.#troubles.get(what) !== why) this.#watching.say(`收文目录 ${printable(what)}：${why}；下次再试`);
      this.#troubles.set(what, why);
    }
  }
}

/** Who hands over what lies in a department's folder. */
function speakerFor(department: DepartmentId): Viewer {
  const nobody = { zones: [], towns: [], creditCode: undefined, purpose: undefined, adhoc: false, introspect: false };
  return { ...nobody, subject: `folder:${department}`, role: 'department', department };
}

/** Why something cannot be done for now, without what it was done with. */
function whyNot(error: unknown): string {
  const said = SourceUnavailable.in(error) ?? databaseFailure(error) ?? (error instanceof OperatorError ? error : undefined);
  if (said) return said.message;
  const { code, name } = error as NodeJS.ErrnoException;
  return `暂时办不了（${code === 'ENOSPC' ? '磁盘已满' : (code ?? name)}）`;
}
