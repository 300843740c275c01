import { execFile } from 'node:child_process';
import path from 'node:path';

const CRUISER = path.resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const CONFIG = path.resolve('.dependency-cruiser.cjs');

/** A circle of imports: its files, the first again at the end. */
export type Circle = readonly string[];

/** The circles of imports among the files of a folder, type imports included, as `npm run check:circles` finds them. */
export async function circles(folder: string, within = '.'): Promise<readonly Circle[]> {
  const output = await new Promise<string>((resolve, reject) => {
    // Circles make it end with their number, which is no failure to look.
    execFile(
      process.execPath,
      [CRUISER, '--config', CONFIG, '--output-type', 'json', folder],
      { cwd: within, maxBuffer: 1 << 28 },
      (error, stdout, stderr) => {
        if (stdout.startsWith('{')) resolve(stdout);
        else reject(error ?? new Error(stderr));
      },
    );
  });
  const { summary } = JSON.parse(output) as {
    summary: { violations: { from: string; cycle: { name: string }[] }[]; totalCruised: number };
  };
  if (summary.totalCruised === 0) throw new Error(`nothing to look at in ${folder}`);
  return summary.violations.map(({ from, cycle }) => [from, ...cycle.map(({ name }) => name)]);
}
