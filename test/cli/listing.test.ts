import { read, utils } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { freshDatabase } from '../database/fresh-database.js';
import { commandLine } from './command-line.js';

const { muhub, printed } = commandLine({ DATABASE_URL: (await freshDatabase('sample_hub')).url });
const GRADE = ['grade', '--scheme', 'example-ratio-2024', '--year', '2024'];

interface Printed {
  readonly results: readonly { readonly creditCode: string; readonly final: string | null }[];
}

describe('a list', () => {
  it('as a workbook holds what it holds as a table, numbers as numbers', async () => {
    const [{ out }, csv] = [await muhub(...GRADE, '--format', 'xlsx'), await printed(...GRADE, '--format', 'csv')];
    const book = read(Buffer.from(out, 'latin1'));
    const rows = utils.sheet_to_json<unknown[]>(book.Sheets[book.SheetNames[0]!]!, { header: 1 });
    expect(rows).toHaveLength(csv.trimEnd().split('\n').length);
    expect(rows.find((row) => row[0] === 1)).toBeDefined();
  });

  it('is of the zones, towns and classes that are asked for', async () => {
    const all = JSON.parse(await printed(...GRADE, '--format', 'json')) as Printed;
    const some = JSON.parse(await printed(...GRADE, '--format', 'json', '--class', 'A', 'D', '--zone', '339901003')) as Printed;
    expect(some.results.length).toBeGreaterThan(0);
    expect(some.results.length).toBeLessThan(all.results.length);
    expect(new Set(some.results.map(({ final }) => final))).toEqual(new Set(['A', 'D']));
  });

  it('of findings has no classes without a scheme', async () => {
    const { status, err } = await muhub('landtax', 'findings', '--year', '2024', '--class', 'D');
    expect([status, err]).toEqual([1, expect.stringContaining('--class 要与 --scheme')]);
  });
});
