/** A command that runs, by what it says. */
export abstract class RunningCommand {
  abstract readonly stdout: string;
  abstract readonly stderr: string;
  /** The exit status, once it has ended; null: killed. */
  abstract readonly ended: Promise<number | null>;

  abstract kill(signal: NodeJS.Signals): void;

  /** Waits for something to be said on either channel. */
  async says(what: RegExp): Promise<RegExpExecArray> {
    for (const giveUp = Date.now() + 90_000; Date.now() < giveUp;) {
      const found = what.exec(this.stdout) ?? what.exec(this.stderr);
      if (found) return found;
      const over = await Promise.race([this.ended.then(() => true), new Promise((next) => setTimeout(next, 50, false))]);
      if (over && !(what.exec(this.stdout) ?? what.exec(this.stderr))) break;
    }
    throw new Error(`the hub did not say ${what}:\n${this.stdout}\n${this.stderr}`);
  }

  /** A hub's address, once it serves. */
  async url(): Promise<string> {
    const said = await this.says(/(http:\S+)\/graphql/);
    return said[1]!;
  }

  /** A token that a sample hub printed. */
  token(role: string): string {
    return new RegExp(`^ +${role} +(\\S+)$`, 'm').exec(this.stdout)![1]!;
  }

  async stop(): Promise<number | null> {
    this.kill('SIGTERM');
    return this.ended;
  }
}
