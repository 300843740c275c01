import { pino } from 'pino';
import type { Surroundings } from './surroundings.js';

const STANDARD_ERROR = 2;

/** The process that runs, as what a command line has around it. */
export function thisProcess(): Surroundings {
  // A reader that has seen enough (`| head`) closes the pipe: that ends the writing, not the command.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  // Nobody is left to be told, and what is done goes on.
  process.stderr.on('error', () => undefined);
  return {
    env: undefined,
    isRoot: process.getuid?.() === 0,
    become: ({ uid, gid }) => {
      process.setgroups!([gid]);
      process.setgid!(gid);
      process.setuid!(uid);
    },
    out: process.stdout,
    err: process.stderr,
    log: () => pino.destination(STANDARD_ERROR).on('error', () => undefined),
    signals: process,
    exit: (status) => process.exit(status),
  };
}
