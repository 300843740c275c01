import { expect, it } from 'vitest';
import { RunTogether } from '../../src/db/run-together.js';

/** Work of which each run ends when it is told to, and gives its number. */
function told() {
  const ends: (() => void)[] = [];
  const together = new RunTogether(
    () =>
      new Promise<number>((resolve, reject) => {
        const run = ends.length + 1;
        ends.push(() => (run === 2 ? reject(new Error('the second')) : resolve(run)));
      }),
  );
  return { together, ends };
}

it('gives those who ask while it runs what the next run gives, one for all of them', async () => {
  const { together, ends } = told();
  const first = together.run();
  const [second, beside] = [together.run(), together.run()];
  expect(ends).toHaveLength(1);
  ends[0]!();
  expect(await first).toBe(1);
  expect(ends).toHaveLength(2);
  const third = together.run();
  ends[1]!();
  // A run that fails fails for those who waited for it, and for nobody else.
  await expect(second).rejects.toThrow('the second');
  await expect(beside).rejects.toThrow('the second');
  expect(ends).toHaveLength(3);
  ends[2]!();
  expect(await third).toBe(3);
});
