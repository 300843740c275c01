import { createWriteStream } from 'node:fs';
import { lstat, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Db } from '../../db/db.js';
import { quarantineReport } from '../quarantine-report.js';
import { reportInFull, type IntakeReport } from '../report.js';
import { identityOf, type SettledFile } from './settled-files.js';

/** Where files go: what was taken now or before, and what was not. */
export type Shelf = 'done' | 'refused';

/** What became of a file of a folder. */
export interface Outcome {
  readonly shelf: Shelf;
  readonly reports: readonly IntakeReport[];
  /** Why it was not even looked at (中文). */
  readonly why?: string;
}

/**
 * Moves a file out of the way, with what became of it beside: `.report.json`, and where something is to be mended
 * `.report.xlsx`. The report stands before the file is moved: whoever is stopped in between goes on with the move, and what was
 * told stays told. Nothing that lies there is overwritten. One that was changed meanwhile stays: it is another file.
 * @param folder that the file lies in
 * @throws the error of the file system where it cannot be written; the file is where it was
 */
export async function putAway(db: Db, folder: string, file: SettledFile, { shelf, reports, why }: Outcome): Promise<void> {
  const there = path.join(folder, shelf);
  await mkdir(there, { recursive: true });
  if (!(await lstat(there)).isDirectory()) throw Object.assign(new Error(`${there} is no folder`), { code: 'ENOTDIR' });
  const target = await freeName(there, file.name);
  const report = Buffer.concat([target, Buffer.from('.report')]);
  if (toBeMended(reports)) {
    await whole(named(report, '.xlsx'), async (draft) =>
      pipeline(await quarantineReport(db, reports, new Date()), createWriteStream(draft)),
    );
  }
  const objects =
    why === undefined ? reports.map((each) => reportInFull(each, false)) : [{ file: file.shown, status: 'refused', message: why }];
  const told = JSON.stringify(objects, null, 2);
  await whole(named(report, '.json'), (draft) => writeFile(draft, `${told}\n`));
  if ((await identityOf(file.path)) === file.identity) await rename(file.path, target);
}

function toBeMended(reports: readonly IntakeReport[]): boolean {
  return reports.some(({ status, issues }) => status !== 'already_received' && issues.some(({ severity }) => severity !== 'notice'));
}

/** The file's own name, or the first with a number that is free. */
async function freeName(folder: string, name: string): Promise<Buffer> {
  const { name: stem, ext } = path.parse(name);
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${stem} (${number})${ext}`;
    const target = Buffer.concat([Buffer.from(folder + path.sep), Buffer.from(candidate, 'latin1')]);
    const isTaken = await lstat(target).then(
      () => true,
      () => false,
    );
    if (!isTaken) return target;
  }
}

function named(report: Buffer, ending: string): Buffer {
  return Buffer.concat([report, Buffer.from(ending)]);
}

/** Writes a file whole or not at all; one that is there was written for the same file, and says more. */
async function whole(file: Buffer, write: (draft: Buffer) => Promise<void>): Promise<void> {
  if (await lstat(file).catch(() => undefined)) return;
  const draft = named(file, '.part');
  try {
    await write(draft);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
}
