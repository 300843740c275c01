import { afterAll, describe, expect, it } from 'vitest';
import type { Parts } from '../../src/access/told-span.js';
import { openDatabase } from '../../src/db/database.js';
import { Rational } from '../../src/grading/rational.js';
import { ToldSums } from '../../src/landtax/told-sums.js';
import { freshDatabase } from '../database/fresh-database.js';

const database = await freshDatabase('empty_hub');
const second = await openDatabase({ databaseUrl: database.url, dataDir: '' }, { say: () => undefined, dropped: () => undefined });
afterAll(() => second.close());

const parts = (...codes: string[]): Parts => new Map(codes.map((code, at) => [code, { base: Rational.from(`${100 + code.charCodeAt(0)}.25`), share: Rational.of(1n, at % 2 === 0 ? 1n : 3n) }]));
const ALL = 'abcdefgh'.split('');

describe('what was told', () => {
  it('is known to another hub on the same database, and after a restart', async () => {
    const hub = new ToldSums(database.db);
    expect(await hub.mayTell('RESTART', parts(...ALL.slice(0, 6)))).toBe(true);
    for (const other of [hub, new ToldSums(second.db), new ToldSums(database.db)]) {
      expect(await other.mayTell('RESTART', parts(...ALL.slice(0, 7)))).toBe(false);
      expect(await other.mayTell('RESTART', parts(...ALL.slice(0, 6)))).toBe(true);
      expect(await other.mayTell('ANOTHER', parts(...ALL.slice(0, 7)))).toBe(true);
    }
  });

  it('stands in the database before it is answered, once however often it is told', async () => {
    const hubs = [new ToldSums(database.db), new ToldSums(second.db)];
    await Promise.all(hubs.flatMap((hub) => [1, 2, 3].map(() => hub.mayTell('ONCE', parts(...ALL)))));
    const { rows } = await database.pool.query(`select parts from told_sum where what = 'ONCE'`);
    expect(rows).toHaveLength(1);
    expect(rows[0].parts).toContainEqual({ share: '1/3', of: ['b', 'd', 'f', 'h'].map((code) => [code, `${(100 + code.charCodeAt(0)) * 4 + 1}/4`]) });
  });

  it('is told by one of two hubs that are asked at once for sums that give a figure back together', async () => {
    const [one, two] = [new ToldSums(database.db), new ToldSums(second.db)];
    for (let round = 0; round < 20; round += 1) {
      const told = await Promise.all([one.mayTell(`RACE ${round}`, parts(...ALL)), two.mayTell(`RACE ${round}`, parts(...ALL, 'i'))]);
      expect(told.filter((each) => each)).toHaveLength(1);
    }
  });

  it('is what may be told at all: where it cannot be written, nothing is', async () => {
    const hub = new ToldSums(database.db);
    await database.pool.query('alter table told_sum rename to told_sum_away');
    try {
      await expect(hub.mayTell('AWAY', parts(...ALL))).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    } finally {
      await database.pool.query('alter table told_sum_away rename to told_sum');
    }
    expect(await hub.mayTell('AWAY', parts(...ALL))).toBe(true);
  });
});
