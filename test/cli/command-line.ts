import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommandLine } from '../../src/cli/program.js';
import { around } from './around.js';

/** What a command came to. */
export interface Ran {
  /** The exit status. */
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** The command line, in this process. */
export interface CommandLine {
  /** Runs a command to its end, with what it writes kept. */
  muhub(...args: string[]): Promise<Ran>;
  /** What a command writes to standard output. @throws Error with what it says where the thing was not done */
  printed(...args: string[]): Promise<string>;
}

/** The command line with these settings and no others; a data folder of its own, unless they name one. */
export function commandLine(settings: Readonly<Record<string, string>>): CommandLine {
  const dataDir = settings.MUHUB_DATA_DIR ?? mkdtempSync(path.join(tmpdir(), 'muhub-none-'));
  return within({ AUDIT_CHAIN_KEY_FILE: process.env.AUDIT_CHAIN_KEY_FILE, ...settings, MUHUB_DATA_DIR: dataDir });
}

function within(env: NodeJS.ProcessEnv | undefined): CommandLine {
  const muhub = async (...args: string[]): Promise<Ran> => {
    const written = { out: '', err: '' };
    const status = await runCommandLine(args, around(env, written));
    return { status, ...written };
  };
  const printed = async (...args: string[]): Promise<string> => {
    const { status, out, err } = await muhub(...args);
    if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${err}`);
    return out;
  };
  return { muhub, printed };
}

/** What a command writes to standard output, with the settings of the environment. */
export const { printed } = within(undefined);
