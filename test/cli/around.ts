import { EventEmitter } from 'node:events';
import type { Output, Surroundings } from '../../src/cli/surroundings.js';

/** What a command wrote to standard output and standard error. */
export interface Written {
  out: string;
  err: string;
}

/**
 * What a command line has around it where a test calls it in this process: nothing of the process is touched.
 * @param env its settings; undefined: the environment's
 * @param written gains what it writes
 * @param signals what a hub is told by
 * @param isRoot whether it may do everything
 */
export function around(env: NodeJS.ProcessEnv | undefined, written: Written, signals = new EventEmitter(), isRoot = false): Surroundings {
  const into = (stream: keyof Written): Output => ({
    write: (content, done) => {
      written[stream] += typeof content === 'string' ? content : Buffer.from(content).toString('latin1');
      done?.();
    },
  });
  return {
    env,
    isRoot,
    become: () => {
      throw new Error('the process of the tests stays what it is');
    },
    out: into('out'),
    err: into('err'),
    log: () => into('err'),
    signals,
    exit: (status) => {
      throw new Error(`the command ended at once with ${status}`);
    },
  };
}
