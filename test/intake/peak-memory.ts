import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What a command came to. */
export interface Measured {
  readonly status: number | null;
  readonly out: string;
  /** The most memory that it held, MiB. */
  readonly peak: number;
  readonly seconds: number;
}

const LOOK_EVERY_MS = 20;

/** Runs a command in a process of its own and looks, until it ends, how much memory it held at most (VmHWM). */
export function measured(args: readonly string[], settings: Readonly<Record<string, string>>): Promise<Measured> {
  const begun = performance.now();
  const child = spawn(process.execPath, [path.resolve('bin/muhub.js'), ...args], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let [out, peak] = ['', 0];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const look = setInterval(() => {
    try {
      peak = Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? peak * 1024) / 1024;
    } catch {
      // It has just ended.
    }
  }, LOOK_EVERY_MS);
  return new Promise((resolve) => {
    child.once('close', (status) => {
      clearInterval(look);
      resolve({ status, out, peak, seconds: (performance.now() - begun) / 1000 });
    });
  });
}
