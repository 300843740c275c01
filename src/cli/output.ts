/** Answers: the only thing that goes to standard output. Waits for a slow reader; a closed pipe ends the command quietly. */
export async function answer(text: string): Promise<void> {
  await new Promise<void>((resolve) => {
    process.stdout.write(text.endsWith('\n') ? text : `${text}\n`, () => resolve());
  });
}

/** Progress and remarks, on standard error. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
