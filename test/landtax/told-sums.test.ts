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
const tells = async (hub: ToldSums, what: string, sum: Parts) => (await hub.mayTell(what, [sum]))[0];

describe('what was told', () => {
  it('is known to another hub on the same database, and after a restart', async () => {
    const hub = new ToldSums(database.db);
    expect(await tells(hub, 'RESTART', parts(...ALL.slice(0, 6)))).toBe(true);
    for (const other of [hub, new ToldSums(second.db), new ToldSums(database.db)]) {
      expect(await tells(other, 'RESTART', parts(...ALL.slice(0, 7)))).toBe(false);
      expect(await tells(other, 'RESTART', parts(...ALL.slice(0, 6)))).toBe(true);
      expect(await tells(other, 'ANOTHER', parts(...ALL.slice(0, 7)))).toBe(true);
    }
  });

  it('stands in the database before it is answered, once however often it is told', async () => {
    const hubs = [new ToldSums(database.db), new ToldSums(second.db)];
    await Promise.all(hubs.flatMap((hub) => [1, 2, 3].map(() => tells(hub, 'ONCE', parts(...ALL)))));
    const { rows } = await database.pool.query(`select parts from told_sum where what = 'ONCE'`);
    expect(rows).toHaveLength(1);
    expect(rows[0].parts).toContainEqual({ share: '1/3', of: ['b', 'd', 'f', 'h'].map((code) => [code, `${(100 + code.charCodeAt(0)) * 4 + 1}/4`]) });
  });

  it('is told by one of two hubs that are asked at once for sums that give a figure back together', async () => {
    const [one, two] = [new ToldSums(database.db), new ToldSums(second.db)];
    for (let round = 0; round < 20; round += 1) {
      const told = await Promise.all([tells(one, `RACE ${round}`, parts(...ALL)), tells(two, `RACE ${round}`, parts(...ALL, 'i'))]);
      expect(told.filter((each) => each)).toHaveLength(1);
    }
  });

  it('is judged sum by sum, the earlier beside the later, however many are asked for at once', async () => {
    const [one, two] = [new ToldSums(database.db), new ToldSums(second.db)];
    const asked = [parts(...ALL.slice(0, 6)), parts(...ALL.slice(0, 7)), parts(...ALL.slice(2, 6)), parts(...ALL.slice(0, 6))];
    expect(await one.mayTell('SEVERAL', asked)).toEqual([true, false, false, true]);
    expect(await two.mayTell('SEVERAL', asked)).toEqual([true, false, false, true]);
    const { rows } = await database.pool.query(`select 1 from told_sum where what = 'SEVERAL'`);
    expect(rows).toHaveLength(1);
  });

  it('is what may be told at all: where it cannot be written, nothing is', async () => {
    const hub = new ToldSums(database.db);
    await database.pool.query('alter table told_sum rename to told_sum_away');
    try {
      await expect(tells(hub, 'AWAY', parts(...ALL))).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    } finally {
      await database.pool.query('alter table told_sum_away rename to told_sum');
    }
    expect(await tells(hub, 'AWAY', parts(...ALL))).toBe(true);
  });
});
