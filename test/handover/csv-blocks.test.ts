import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvBlocks } from '../../src/handover/csv-blocks.js';
import { LineBounds } from '../../src/handover/line-bounds.js';
import { DEFAULT_LIMITS, type Limits } from '../../src/handover/limits.js';
import { Refusal } from '../../src/handover/refusal.js';
import type { SheetLine } from '../../src/handover/sheet.js';
import { runs } from '../full.js';
import { counts, readFile } from './county-datasets.js';
import { makeCreditCode } from './make-code.js';

const text = fc.string({ unit: fc.constantFrom('a', '中', '"', '"', ',', '\n', '\r', ' '), maxLength: 40 });

/** The lines of a text, character by character; the line where a quote opened that is not closed as it must be. */
function byCharacter(of: string): SheetLine[] | number {
  const lines: SheetLine[] = [];
  let [cells, cell, line, first, opened]: [string[], string, number, number, number] = [[], '', 1, 1, 1];
  let state: 'start' | 'plain' | 'quoted' | 'closed' = 'start';
  const end = (): void => {
    lines.push({ line: first, cells: [...cells, cell], ...(line > first && { breaks: line - first }) });
    [cells, cell, state, first, line] = [[], '', 'start', line + 1, line + 1];
  };
  for (const [found] of of.matchAll(/\r\n|[^]/gu)) {
    const isBreak = /^[\r\n]/.test(found);
    if (state === 'quoted') {
      if (found === '"') state = 'closed';
      else {
        cell += found;
        if (isBreak) line += 1;
      }
    } else if (isBreak) end();
    else if (found === ',') [cells, cell, state] = [[...cells, cell], '', 'start'];
    else if (state === 'closed') {
      if (found !== '"') return opened;
      [cell, state] = [`${cell}"`, 'quoted'];
    } else if (state === 'start' && found === '"') [state, opened] = ['quoted', line];
    else [cell, state] = [cell + found, 'plain'];
  }
  if (state === 'quoted') return opened;
  if (state !== 'start' || cells.length > 0) end();
  return lines;
}

/** What is read; the line that its refusal names, or its words where it names none. */
async function inBlocks(of: string, size: number, limits: Limits = DEFAULT_LIMITS): Promise<SheetLine[] | number | string> {
  const pieces = Array.from({ length: Math.ceil(of.length / size) }, (_, i) => of.slice(i * size, (i + 1) * size));
  const lines: SheetLine[] = [];
  try {
    for await (const block of csvBlocks(Readable.from(pieces), limits.lineBytes, new LineBounds(limits).ofTable(0))) lines.push(...block);
  } catch (error) {
    if (error instanceof Refusal) return error.place.line ?? error.message;
    throw error;
  }
  return lines;
}

describe('a CSV text', () => {
  it('is cut as it is read character by character, wherever its pieces end', async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 50 }), async (of, size) => {
        expect(await inBlocks(of, size)).toEqual(byCharacter(of));
      }),
      { numRuns: runs(2000, 50_000) },
    );
  });

  it.each<[string, string, Partial<Limits>]>([
    ['超过 2 行', 'a\nb\nc\n', { lines: 2 }],
    ['第 2 行超过 3 列', 'a\n,,,\n', { columns: 3 }],
    ['第 1 行有单元格超过 3 个字符', 'abcd,a\n', { cellCharacters: 3 }],
    ['第 2 行超过 9 字节', 'a\n甲乙丙丁\n', { lineBytes: 9 }],
    ['第 2 行超过 9 字节', `a\n${'a'.repeat(40)}`, { lineBytes: 9 }],
    ['第 2 行超过 9 字节', `a\n"${'""\n'.repeat(40)}"\nb`, { lineBytes: 9 }],
  ])('is refused beyond a bound, naming it: %s', async (words, of, bound) => {
    for (const size of [1, 2, 7, 100]) expect(await inBlocks(of, size, { ...DEFAULT_LIMITS, ...bound })).toContain(words);
  });

  it('is refused for a quote that nobody closes, however much it holds', async () => {
    for (const size of [1, 2, 7, 100]) {
      expect(await inBlocks(`a\n"${'a\n'.repeat(40)}`, size, { ...DEFAULT_LIMITS, lineBytes: 9 })).toBe(2);
      expect(await inBlocks(`a\nb,"${'a\n'.repeat(40)}"c`, size, { ...DEFAULT_LIMITS, lineBytes: 9 })).toBe(2);
    }
  });
});

describe('a text file', () => {
  const header = '统一社会信用代码,单位名称,年度,"年平均职工\n人数",参保人数,备忘\n';
  const [first, second] = [makeCreditCode(1), makeCreditCode(2)];

  it('may hold line breaks in texts, in columns not known and above its data', async () => {
    const reading = await readFile(`"题\n目",\n${header}${first},"甲\n厂",2024,3,2,"a\r\nb"\n${second},厚 5" 板,2024,3,2,\x1A`);
    expect(reading.accepted.map(({ line, values }) => [line, values['name']])).toEqual([
      [5, '甲\n厂'],
      [8, '厚 5" 板'],
    ]);
  });

  it.each([
    ['a quote with words behind it', `${first},"甲"厂,2024,3,2,\n`, 3],
    ['a quote that nobody closes', `${first},甲,2024,3,2,\n${second},"乙,2024,3,2,\n`, 4],
    ['a line break in a number', `${first},"甲\n厂",2024,"3\n4",2,\n`, 4],
  ])('is refused for %s, naming the line where it opened', async (_what, lines, line) => {
    const reading = await readFile(header + lines);
    expect(counts(reading)).toEqual({ FILE_MALFORMED: 1 });
    expect(reading).toMatchObject({ dataset: 'employment.annual', rows: 0, issues: [{ line }] });
  });
});
