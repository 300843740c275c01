import { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../src/handover/csv.js';
import { csvBlocks } from '../../src/handover/csv-blocks.js';
import { Refusal } from '../../src/handover/refusal.js';
import type { SheetLine } from '../../src/handover/sheet.js';
import { runs } from '../full.js';

const text = fc.string({ unit: fc.constantFrom('a', '中', '"', '"', ',', '\n', '\r', ' '), maxLength: 40 });

function byLibrary(of: string): string[][] | undefined {
  try {
    return parse(of, { record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true, relax_quotes: true });
  } catch {
    return undefined;
  }
}

/** What is read, and the words of the refusal where it is not read to its end. */
async function inBlocks(bytes: Uint8Array, size: number): Promise<[SheetLine[], string | undefined]> {
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
  const lines: SheetLine[] = [];
  try {
    for await (const block of csvBlocks(Readable.from(pieces), 1000)) lines.push(...block);
  } catch (error) {
    if (error instanceof Refusal) return [lines, error.message];
    throw error;
  }
  return [lines, undefined];
}

describe('a CSV text', () => {
  it('is cut as the library reads it', () => {
    fc.assert(
      fc.property(text, (of) => {
        const expected = byLibrary(of);
        if (expected) expect(readCsv(Buffer.from(of), 1000).map(({ cells }) => cells)).toEqual(expected);
        else expect(() => readCsv(Buffer.from(of), 1000)).toThrow('FILE_MALFORMED');
      }),
      { numRuns: runs(1000, 50_000) },
    );
  });

  it('says the same wherever its pieces end', async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (of, size) => {
        const [lines, refusal] = await inBlocks(Buffer.from(of), size);
        if (refusal === undefined) expect(lines).toEqual(readCsv(Buffer.from(of), 1000));
        else expect(() => readCsv(Buffer.from(of), 1000)).toThrow(refusal);
      }),
      { numRuns: runs(300, 10_000) },
    );
  });

  it('is refused beyond the limit of all its lines, naming that', async () => {
    const pieces = [Buffer.from('a\nb\n'), Buffer.from('c\n')];
    const read = async () => {
      for await (const _ of csvBlocks(Readable.from(pieces), 2));
    };
    await expect(read()).rejects.toThrow('超过 2 行');
  });
});
