import fc from 'fast-check';
import { expect, it } from 'vitest';
import { schema } from '../access/access-for.js';
import { dice, Documents } from '../access/random-document.js';
import { askerBy } from '../access/random-standing.js';
import { NOBODY, SCHEME, textOf, YEAR } from '../access/sharing-setting.js';
import { runs } from '../full.js';
import { sampleServer } from './hub-server.js';
import { nodeId } from '../../src/graphql/node-id.js';

const keeping = await sampleServer();
const fresh = await sampleServer({ database: keeping.database, keepsAnswers: false });
const { pool } = keeping.database;
const { rows: firms } = await pool.query<{ code: string; zone: string | null; town: string | null }>(
  'select credit_code as code, zone, town from enterprise where superseded is null order by 1 limit 80',
);
const { rows: parcels } = await pool.query<{ unit: string }>(
  'select distinct unit_code as unit from land_parcel where superseded is null order by 1 limit 60',
);
const codes = firms.map(({ code }) => code);
const units = parcels.map(({ unit }) => unit);
const county = {
  ...{ codes, year: YEAR },
  zones: [...new Set(firms.flatMap(({ zone }) => zone ?? []))],
  towns: [...new Set(firms.flatMap(({ town }) => town ?? []))],
};
const documents = new Documents(schema, {
  ...{ codes: [...codes, NOBODY], zones: county.zones, units, schemes: [SCHEME] },
  ids: [...codes.map((code) => nodeId('Enterprise', code)), ...units.map((unit) => nodeId('Parcel', unit))],
});

it('gives the bytes that a hub gives which keeps no answers, first and again', async () => {
  let kept = 0;
  await fc.assert(
    fc.asyncProperty(fc.integer(), async (seed) => {
      const by = dice(seed);
      const questions = Array.from({ length: 3 }, () => ({ asker: askerBy(by, county), query: documents.write(by) }));
      for (const { asker, query } of [...questions, ...questions, ...questions.reverse()]) {
        const [given, worked] = await Promise.all([textOf(keeping, asker, query), textOf(fresh, asker, query)]);
        expect(given).toBe(worked);
        if (!given.includes('"errors"')) kept += 1;
      }
    }),
    { numRuns: runs(8, 300), endOnFailure: true },
  );
  expect(kept).toBeGreaterThan(0);
}, 3_600_000);
