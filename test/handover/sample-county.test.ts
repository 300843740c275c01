import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { counts, readWholly } from './county-datasets.js';

interface Expected {
  readonly dataset: string | null;
  readonly status: 'accepted' | 'refused';
  readonly rows: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly skipped: number;
  readonly issues: Record<string, number>;
}

const golden = JSON.parse(readFileSync('test/golden/intake.json', 'utf8')) as Record<string, Expected>;

describe('the sample county', () => {
  it.each(Object.entries(golden))('%s', async (fileName, expected) => {
    const reading = await readWholly(readFileSync(`sample/files/${fileName}`), { fileName });
    const issues = Object.fromEntries(Object.entries(expected.issues).filter(([code]) => code !== 'UNKNOWN_ENTERPRISE'));
    expect({
      dataset: reading.dataset ?? null,
      status: reading.status === 'read' ? 'accepted' : 'refused',
      rows: reading.rows,
      accepted: reading.accepted.length,
      quarantined: reading.quarantined.length,
      skipped: reading.skipped,
      issues: counts(reading),
    }).toEqual({ ...expected, issues });
  });
});
