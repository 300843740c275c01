import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import type * as DisclosedTables from '../../src/access/disclosed-tables.js';
import { disclosedMatrix } from '../../src/access/disclosed-matrix.js';
import { countyHub } from './county-hub.js';
import { dashboardAsked, fewFound } from './dashboard.js';
import { firms, schemeTexts } from './random-county.js';

// Each table by itself: small counts and their complements in its own rows and columns.
vi.mock('../../src/access/disclosed-tables.js', (): Partial<typeof DisclosedTables> => ({
  disclosedTables: (tables) =>
    tables.map((rows) => {
      const told = disclosedMatrix(rows.flatMap((counts, row) => counts.map((count, column) => ({ from: String(row), to: String(column), count }))));
      const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);
      return { counts: rows.map((counts, row) => counts.map((_, column) => told[row * counts.length + column]!.count)), sums: rows.map((counts) => (sum(counts) < 3 ? undefined : sum(counts))) };
    }),
}));

it('the attack finds counts of one or two where each table is suppressed by itself', async () => {
  const found: string[] = [];
  for (const [all, text] of fc.sample(fc.tuple(firms(8, 40), schemeTexts('one')), { numRuns: 30, seed: 7 })) {
    found.push(...fewFound(await dashboardAsked(countyHub(all, [text]), 'one')));
  }
  expect(found.length).toBeGreaterThan(5);
}, 120_000);
