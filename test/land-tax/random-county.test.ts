import fc from 'fast-check';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { versionAt } from '../../src/db/data-version.js';
import type { Db } from '../../src/db/db.js';
import { openReaders } from '../../src/departments/readers.js';
import { Rational } from '../../src/grading/rational.js';
import { receiveAll } from '../../src/intake/receive-all.js';
import { allFindings } from '../../src/land-tax/finding-stream.js';
import type { LandTaxFinding } from '../../src/land-tax/finding.js';
import { freshDatabase } from '../database/fresh-database.js';
import { runs } from '../full.js';
import { bruteForce } from './brute-force.js';
import { FIRMS, filesOf, rawCounty, type RawCounty } from './raw-county.js';
import { sampleRates } from './sample-rates.js';

/** The second firm has a ground for 100 元, nobody else for any. */
const granted = (taxpayer: string | undefined) => (taxpayer === FIRMS[1].code ? 100 : 0);
const { db } = await freshDatabase('empty_hub');

it('finds in the files of any county what a plain reading of the rules finds in their cells', async () => {
  const rates = await sampleRates('2024-12-31');
  await fc.assert(
    fc.asyncProperty(rawCounty, async (county) => {
      await handIn(db, county);
      const grants = ({ taxpayer }: { readonly taxpayer: string | undefined }) => ({
        granted: Rational.integer(granted(taxpayer)),
        why: '示例',
      });
      const found = await allFindings(openReaders(db), await versionAt(db), { year: 2024, rates, grants });
      expect(found.map(line).sort()).toEqual(bruteForce(county, granted));
      expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    }),
    { numRuns: runs(25, 600) },
  );
});

async function handIn(to: Db, county: RawCounty): Promise<void> {
  await to.execute(sql`truncate enterprise, land_parcel, land_lease, tax_land_source, handover, quarantine, handover_issue`);
  const files = new Map(filesOf(county).map((file) => [file.fileName, file]));
  const intake = { db: to, declared: { eventCodes: new Set<string>(), facts: new Map() }, actor: 'test' };
  const reports = await receiveAll(intake, [...files.keys()], async (name) => files.get(name)!);
  expect(reports.map(({ status, quarantined }) => `${status} ${quarantined}`)).toEqual(reports.map(() => 'accepted 0'));
}

function line({ kind, unitCode, sourceId, taxpayer, registeredArea, taxableArea, differenceArea, taxAtStake }: LandTaxFinding): string {
  const areas = [registeredArea, taxableArea, differenceArea].map((area) => (area ? area.times(Rational.integer(10_000)).toString() : '–'));
  return [
    kind,
    sourceId ?? unitCode!.slice(0, 19),
    taxpayer ?? '',
    ...areas,
    taxAtStake ? taxAtStake.times(Rational.integer(100)).toString() : '?',
  ].join(' ');
}
