import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import path from 'node:path';

/** A folder, by its path and by what the file system knows it by: a copy has the path only, a moved one the other only. */
export interface Folder {
  readonly folder: string;
  readonly dev: number;
  readonly ino: number;
}

/** The folder that is at a path now. @throws Error ENOENT if there is none */
export function folderAt(folder: string): Folder {
  const { dev, ino } = statSync(folder);
  return { folder, dev, ino };
}

/** Whether a process of that number runs; one that ended and was not yet collected by its parent does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(ofProcess(pid, 'stat'));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Whether this process is the PostgreSQL server that works in this very folder. Numbers are used again, and a copied
 * folder names the server of the original: a server is known by its working directory.
 */
export function serves(pid: number, at: Folder): boolean {
  const place = isAlive(pid) ? placeOf(pid) : undefined;
  if (place === undefined) return false;
  const { works } = workingIn(pid, at);
  return works ?? path.resolve(place) === at.folder;
}

/** Processes of a server whose own process is gone; they hold its memory, and no new one starts before they end. */
export function leftBehind(at: Folder): readonly number[] {
  return all().filter((pid) => isConnection(pid) && workingIn(pid, at).works === true && placeOf(parentOf(pid)) === undefined);
}

/** Servers that were started in this place, whose folder was deleted since, and to which nobody is connected. */
export function orphansOf(folder: string): readonly number[] {
  const deleted = (pid: number) => workingDirectory(pid)?.endsWith(' (deleted)') === true;
  const pids = all();
  return pids
    .filter((pid) => placeOf(pid) === folder && deleted(pid))
    .filter((pid) => !pids.some((each) => isConnection(each) && parentOf(each) === pid && /\(\d+\)/.test(ofProcess(each, 'cmdline'))));
}

/** The folder that a server was told to work in; undefined: the process is no such server. */
function placeOf(pid: number): string | undefined {
  const [program, ...args] = commandLine(pid);
  if (program === undefined || path.basename(program) !== 'postgres') return undefined;
  const at = args.indexOf('-D');
  return at < 0 ? undefined : args[at + 1];
}

function isConnection(pid: number): boolean {
  return ofProcess(pid, 'cmdline').startsWith('postgres: ');
}

/** Whether a process works in this very folder; unknown where the system does not tell (a container may forbid it). */
function workingIn(pid: number, at: Folder): { readonly works: boolean | undefined } {
  try {
    const { dev, ino } = statSync(`/proc/${pid}/cwd`);
    return { works: dev === at.dev && ino === at.ino };
  } catch {
    return { works: undefined };
  }
}

function workingDirectory(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function commandLine(pid: number): readonly string[] {
  if (process.platform === 'linux') return ofProcess(pid, 'cmdline').split('\0');
  try {
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .split(' ');
  } catch {
    return [];
  }
}

function parentOf(pid: number): number {
  const stat = ofProcess(pid, 'stat');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

/** What Linux tells of a process; nothing, where it is gone or the system is another. */
function ofProcess(pid: number, what: 'stat' | 'cmdline'): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8');
  } catch {
    return '';
  }
}

function all(): readonly number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}
