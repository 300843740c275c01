import fc from 'fast-check';
import { parse } from 'graphql';
import { afterAll, describe, expect, it } from 'vitest';
import { runs } from '../full.js';
import { FLOORS, register } from './access-for.js';
import { excess } from './excess.js';
import { grantedByMutation } from './granted-by-mutation.js';
import type { Plain } from './plain-reference.js';
import { dice, LOG_ROOTS } from './random-document.js';
import { askerBy, standingBy } from './random-standing.js';
import { sharingSetting, textOf } from './sharing-setting.js';

const { server, other, injected, pool, county, known, documents } = await sharingSetting();
/** What the mutations of this test write; and how often somebody asked, which two hubs on one database tell each other. */
const GRANTING = ['access_grant_event', 'consent', 'request_count'];

/** Every table but the audit's and the grants', by how many rows it has and which. */
async function tables(): Promise<readonly unknown[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') and tablename not like 'audit%' and tablename <> all($1) order by 1`,
    [GRANTING],
  );
  return Promise.all(
    rows.map(async ({ name }) => [
      name,
      (await pool.query(`select count(*), md5(string_agg(xmin::text || ctid::text, ' ' order by ctid)) from ${name}`)).rows[0],
    ]),
  );
}

const before = await tables();
let given = 0;
afterAll(() => expect(given).toBeGreaterThan(runs(20, 1_000)));

/** What failed otherwise than by a refusal. */
function failures(text: string): readonly unknown[] {
  const { errors = [] } = JSON.parse(text) as { errors?: { extensions: { code: string } }[] };
  const expected = ['FORBIDDEN', 'PURPOSE_REQUIRED', 'BAD_USER_INPUT', 'NOT_FOUND', 'LIMIT_EXCEEDED'];
  return errors.filter(({ extensions }) => !expected.includes(extensions.code));
}

describe('whatever is asked, by whomever, under whatever grants, of files, on record and by mutations', () => {
  it('gives nothing that was not given, and the same answer whatever was asked before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const by = dice(seed);
        const onRecord = standingBy(by, county);
        injected.onRecord = onRecord;
        const asked = await grantedByMutation(server, by, county);
        const plain: Plain = {
          register,
          grants: [...FLOORS, ...onRecord.grants, ...asked.grants],
          consents: new Set([...onRecord.consents.map(({ key }) => key), ...asked.consents]),
        };
        const questions = Array.from({ length: 3 }, () => ({ asker: askerBy(by, county), query: documents.write(by) }));
        // Everybody asks everything somebody else asks.
        const all = [...questions, { asker: questions[0]!.asker, query: questions[1]!.query }];
        const texts: string[] = [];
        for (const { asker, query } of all) texts.push(await textOf(server, asker, query));
        for (const at of all.keys()) {
          const turned = all.length - 1 - at;
          expect(await textOf(other, all[turned]!.asker, all[turned]!.query)).toBe(texts[turned]);
        }
        expect(await textOf(server, all[0]!.asker, all[0]!.query)).toBe(texts[0]);
        // The access log grows by being asked: what it gives is looked at, but never the same.
        const log = { asker: askerBy(by, county), query: documents.write(by, LOG_ROOTS) };
        texts.push(await textOf(server, log.asker, log.query));
        for (const [at, text] of texts.entries()) {
          const { asker, query } = all[at] ?? log;
          const { data } = JSON.parse(text) as { data?: unknown };
          expect({ asker, query, failed: failures(text) }).toEqual({ asker, query, failed: [] });
          given += data ? JSON.stringify(data).split(':').length : 0;
          expect({ asker, query, excess: excess(data, parse(query), { known, plain, asker }) }).toEqual({ asker, query, excess: [] });
        }
        await asked.withdrawAll();
      }),
      { numRuns: runs(12, 600), endOnFailure: true },
    );
  }, 3_600_000);

  it('wrote nothing but the audit', async () => expect(await tables()).toEqual(before));
});
