import { vi } from 'vitest';
import { runCommandLine } from '../../src/cli/program.js';

/** What a command came to. */
export interface Ran {
  /** The exit status. */
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process, with what it writes kept; the settings are the environment's. */
export async function muhub(...args: string[]): Promise<Ran> {
  const written = { out: '', err: '' };
  const into = (stream: keyof typeof written) => (text: unknown, done?: unknown) => {
    written[stream] += String(text);
    if (typeof done === 'function') done();
    return true;
  };
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(into('out') as never),
    vi.spyOn(process.stderr, 'write').mockImplementation(into('err') as never),
  ];
  try {
    const status = await runCommandLine(['node', 'muhub', ...args]);
    return { status, ...written };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** What a command writes to standard output. @throws Error with what it says where the thing was not done */
export async function printed(...args: string[]): Promise<string> {
  const { status, out, err } = await muhub(...args);
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${err}`);
  return out;
}
