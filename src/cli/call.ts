import { printable, printableLines } from '../handover/printable.js';
import { readConfig, readTls, type Config } from '../config/config.js';
import { isDebugging } from '../config/log.js';
import type { TlsSettings } from '../config/tls.js';
import { DONE, Refused } from './exit.js';
import { Progress } from './progress.js';
import { ROOT } from './root.js';
import type { Surroundings } from './surroundings.js';

/** Says one line of progress, or a remark, on standard error. */
export type Say = (line: string) => void;

/** One call of the command line. Its functions can be handed on without it. */
export class Call {
  /** What it ends with; {@link DONE} unless a command says otherwise. */
  status: number = DONE;

  #dataDir: string | undefined;

  /** How far long work is, on standard error. */
  readonly progress: Progress;

  constructor(readonly around: Surroundings) {
    this.progress = new Progress(around.err);
  }

  /** Works on this data folder, whatever the settings say. */
  readonly useDataDir = (folder: string): void => {
    this.#dataDir = folder;
  };

  /** The settings as they are now. @throws ConfigError naming the variable and what it takes */
  readonly config = (): Config => readConfig(ROOT, this.around.env, this.#dataDir);

  /** The certificate as it is now. @throws ConfigError naming the variable and what it takes */
  readonly tls = (): TlsSettings | undefined => readTls(this.around.env);

  /** Whether whoever calls asked to see where errors come from. */
  readonly isDebugging = (): boolean => isDebugging(this.around.env);

  /** Answers: the only thing that goes to standard output. Waits for a slow reader. */
  readonly answer = async (text: string): Promise<void> => {
    await new Promise<void>((resolve) => {
      this.progress.clear();
      const shown = printableLines(text);
      this.around.out.write(shown.endsWith('\n') ? shown : `${shown}\n`, () => resolve());
    });
  };

  /** Answers with a file. @throws Refused where it would go to a terminal, which shows it as rubbish */
  readonly answerFile = async (bytes: Uint8Array, name: string): Promise<void> => {
    if (this.around.out.columns !== undefined) throw new Refused(`${name} 不能显示在屏幕上：请重定向到文件，如 > ${name}`);
    await new Promise<void>((resolve) => this.around.out.write(bytes, () => resolve()));
  };

  /** Progress and remarks, on standard error. */
  readonly say: Say = (line) => {
    this.progress.clear();
    this.around.err.write(`${printable(line)}\n`);
  };

  /** Ends with this status, unless something is thrown later. */
  readonly end = (status: number): void => {
    this.progress.clear();
    this.status = status;
  };
}
