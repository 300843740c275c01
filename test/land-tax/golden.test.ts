import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { versionAt } from '../../src/db/data-version.js';
import { openReaders } from '../../src/departments/readers.js';
import { allFindings } from '../../src/land-tax/finding-stream.js';
import { freshDatabase } from '../database/fresh-database.js';
import { sampleRates } from './sample-rates.js';

interface Planted {
  readonly kind: string;
  readonly unit: string;
  readonly source?: string;
  readonly code: string | null;
  readonly area: string;
  readonly tax: string;
}

it('finds exactly what is planted in the sample county', async () => {
  const database = await freshDatabase('sample_hub');
  const found = await allFindings(openReaders(database.db), await versionAt(database.db), {
    year: 2024,
    rates: await sampleRates('2024-12-31'),
  });
  const golden = JSON.parse(await readFile('test/golden/landtax.json', 'utf8')) as { findings: Planted[] };
  const line = (...parts: (string | null | undefined)[]) => parts.map((part) => part ?? '').join(' ');
  const expected = golden.findings.map(({ kind, unit, source, code, area, tax }) =>
    line(kind, unit, source, code, String(Number(area)), tax),
  );
  const actual = found.map(({ kind, unitCode, sourceId, holder, taxpayer, differenceArea, registeredArea, taxAtStake }) => {
    const area = (differenceArea ?? registeredArea)?.toString();
    const code = kind === 'UNLINKED_HOLDER' ? holder : taxpayer;
    return line(kind, unitCode, kind === 'NO_TITLE' ? sourceId : undefined, code, area, taxAtStake?.toFixed(2));
  });
  expect(actual.sort()).toEqual(expected.sort());
  expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
});
