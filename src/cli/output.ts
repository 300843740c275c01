// A reader that has seen enough (`| head`) closes the pipe: that ends the writing, not the command.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

/** Answers: the only thing that goes to standard output. Waits for a slow reader. */
export async function answer(text: string): Promise<void> {
  await new Promise<void>((resolve) => {
    process.stdout.write(text.endsWith('\n') ? text : `${text}\n`, () => resolve());
  });
}

/** Progress and remarks, on standard error. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
