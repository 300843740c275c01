import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { sharedCluster } from '../../src/db/embedded/places.js';
import { RunningCommand } from './running-command.js';

const MUHUB = path.resolve('bin/muhub.js');
const run = promisify(execFile);

/** A data folder of the test's own; give it to {@link forget} when done. */
export async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'muhub-cli-'));
  await chmod(folder, 0o755);
  return folder;
}

export async function forget(folder: string): Promise<void> {
  await rm(sharedCluster(folder), { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
}

export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

function environment(dataDir: string, more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, ...inherited } = process.env;
  return { ...inherited, PORT: '0', MUHUB_DATA_DIR: dataDir, ...more };
}

/** Runs one command to its end. */
export async function muhub(dataDir: string, args: readonly string[], more?: Record<string, string>): Promise<Ended> {
  try {
    const ended = await run(process.execPath, [MUHUB, ...args], {
      env: environment(dataDir, more),
      maxBuffer: 1 << 28,
      timeout: 120_000,
    });
    return { status: 0, ...ended };
  } catch (error) {
    const { code, stdout, stderr } = error as Ended & { code: number };
    return { status: code, stdout, stderr };
  }
}

/** A command in a process of its own, which can be killed. */
export class HubCommand extends RunningCommand {
  stdout = '';
  stderr = '';
  readonly ended: Promise<number | null>;
  readonly #process: ChildProcess;

  constructor(dataDir: string, args: readonly string[], more?: Record<string, string>) {
    super();
    this.#process = spawn(process.execPath, [MUHUB, ...args], { env: environment(dataDir, more), stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process.stdout!.on('data', (chunk: Buffer) => (this.stdout += chunk.toString()));
    this.#process.stderr!.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
    this.ended = new Promise((resolve) => this.#process.once('exit', (code) => resolve(code)));
  }

  kill(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  /** Nobody reads its standard error any more. */
  stopListening(): void {
    this.#process.stderr!.destroy();
  }
}

/** A hub in a process of its own. */
export class HubProcess extends HubCommand {
  constructor(dataDir: string, command: 'start' | 'serve' = 'start', more?: Record<string, string>) {
    super(dataDir, [command], more);
  }
}

/** Asks a hub over HTTP. */
export async function ask(url: string, token: string, query: string, variables?: object) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as { data?: Record<string, unknown>; errors?: { message: string; extensions: { code: string } }[] };
}
