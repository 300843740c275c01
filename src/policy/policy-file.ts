import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { policyText } from './policy-text.js';

/** A file that somebody wrote. */
export interface PolicyFileRead {
  readonly bytes: Uint8Array;
  readonly text: string;
  /** Why it holds no text (中文); undefined: it does. */
  readonly unreadable: string | undefined;
}

/** Never waits for whoever writes into a pipe. */
const AS_IT_IS = constants.O_RDONLY | constants.O_NONBLOCK;
/** What a file of as many characters as any may have takes in UTF-8. */
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * A file that somebody wrote: a regular one, or what a link to one leads to.
 * @throws the error of the file system where it cannot be read
 */
export async function readPolicyFile(path: string): Promise<PolicyFileRead> {
  const file = await open(path, AS_IT_IS);
  try {
    return noneOf(await file.stat()) ?? asText(await file.readFile());
  } finally {
    await file.close();
  }
}

/** As {@link readPolicyFile}, at once. */
export function readPolicyFileNow(path: string): PolicyFileRead {
  const file = openSync(path, AS_IT_IS);
  try {
    return noneOf(fstatSync(file)) ?? asText(readFileSync(file));
  } finally {
    closeSync(file);
  }
}

function asText(bytes: Uint8Array): PolicyFileRead {
  return { bytes, ...policyText(bytes) };
}

/** What is not even read: nobody wrote it. */
function noneOf(found: { isFile(): boolean; readonly size: number }): PolicyFileRead | undefined {
  if (found.isFile() && found.size <= MOST_BYTES) return undefined;
  const why = found.isFile() ? `文件超过 ${MOST_BYTES / 1024 / 1024} MB；请拆分` : '不是普通文件（管道、设备或文件夹）';
  return { bytes: new Uint8Array(), text: '', unreadable: why };
}
