import { EventEmitter } from 'node:events';
import { runCommandLine } from '../../src/cli/program.js';
import { around } from './around.js';
import { RunningCommand } from './running-command.js';

/** A hub in this process, which a signal reaches as it would a process. */
export class HubHere extends RunningCommand {
  readonly ended: Promise<number>;
  readonly #written = { out: '', err: '' };
  readonly #signals = new EventEmitter();

  /** @param settings its settings, and no others */
  constructor(dataDir: string, command: 'start' | 'serve', settings: Readonly<Record<string, string>>) {
    super();
    this.ended = runCommandLine(
      [command],
      around(
        { PORT: '0', MUHUB_DATA_DIR: dataDir, AUDIT_CHAIN_KEY_FILE: process.env.AUDIT_CHAIN_KEY_FILE, ...settings },
        this.#written,
        this.#signals,
      ),
    );
  }

  get stdout(): string {
    return this.#written.out;
  }

  get stderr(): string {
    return this.#written.err;
  }

  kill(signal: NodeJS.Signals): void {
    this.#signals.emit(signal);
  }
}
