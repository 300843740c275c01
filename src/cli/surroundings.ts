import type { DestinationStream } from 'pino';
import type { Account } from '../db/account.js';

/** What a command line has around it: a process, or whoever calls it within one. */
export interface Surroundings {
  /** The settings, which `src/config.ts` reads; undefined: the process's, which it alone reads. */
  readonly env: NodeJS.ProcessEnv | undefined;
  /** Whether it may do everything on this machine. */
  readonly isRoot: boolean;
  /** Gives root up for good, for an account that may do less. */
  become(account: Account): void;
  /** For answers, and nothing else. */
  readonly out: Output;
  /** For progress and remarks. */
  readonly err: Output;
  /** Where a hub's log goes; asked by hubs only. */
  log(): DestinationStream;
  /** Who tells a hub to stop, or to take a renewed certificate. */
  readonly signals: Signals;
  /** Ends at once, with whatever is under way. */
  exit(status: number): void;
}

/** Somewhere to write. */
export interface Output {
  /** @param written called once the reader has it */
  write(content: string | Uint8Array, written?: () => void): unknown;
  /** The width of the terminal, where it is one. */
  readonly columns?: number;
}

export interface Signals {
  on(signal: NodeJS.Signals, listener: () => void): unknown;
  off(signal: NodeJS.Signals, listener: () => void): unknown;
}
