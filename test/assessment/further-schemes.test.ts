import { afterAll, describe, expect, it } from 'vitest';
import { FurtherSchemes } from '../../src/assessment/further-schemes.js';
import { openDatabase } from '../../src/db/database.js';
import { freshDatabase } from '../database/fresh-database.js';
import { statementsOf } from '../graphql/hub-server.js';

const database = await freshDatabase('empty_hub');
const second = await openDatabase({ databaseUrl: database.url, dataDir: '' }, { say: () => undefined, dropped: () => undefined });
afterAll(() => second.close());

const told = async (year: number) => (await database.pool.query<{ digest: string }>('select digest from told_scheme where year = $1 order by id', [year])).rows.map(({ digest }) => digest);

describe('schemes not in force that were told of', () => {
  it('stand in the order in which they were first told of, year by year, and cost no statement once known', async () => {
    const schemes = new FurtherSchemes(database.db);
    expect(await schemes.before(2001, 'a')).toEqual([]);
    expect(await schemes.before(2001, 'b')).toEqual(['a']);
    expect(await schemes.before(2002, 'b')).toEqual([]);
    const statements = await statementsOf(async () => {
      expect([await schemes.before(2001, 'a'), await schemes.before(2001, 'b')]).toEqual([[], ['a']]);
    });
    expect(statements).toEqual([]);
    expect(await told(2001)).toEqual(['a', 'b']);
  });

  it('are six a year, and those stay', async () => {
    const schemes = new FurtherSchemes(database.db);
    const places = [];
    for (const digest of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'a', 'h', 'f']) places.push((await schemes.before(2003, digest))?.length);
    expect(places).toEqual([0, 1, 2, 3, 4, 5, undefined, 0, undefined, 5]);
    expect(await told(2003)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('stand in one order for every hub on the database, and after a restart', async () => {
    const hubs = [new FurtherSchemes(database.db), new FurtherSchemes(second.db)];
    await Promise.all(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((digest, at) => hubs[at % 2]!.before(2004, digest)));
    const order = await told(2004);
    expect(order).toHaveLength(6);
    for (const hub of [...hubs, new FurtherSchemes(database.db)]) {
      for (const [at, digest] of order.entries()) expect(await hub.before(2004, digest)).toEqual(order.slice(0, at));
    }
  });

  it('are none where it cannot be written, and are not taken as told of then', async () => {
    const schemes = new FurtherSchemes(database.db);
    await database.pool.query('alter table told_scheme rename to told_scheme_away');
    try {
      await expect(schemes.before(2005, 'a')).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    } finally {
      await database.pool.query('alter table told_scheme_away rename to told_scheme');
    }
    expect(await schemes.before(2005, 'b')).toEqual([]);
  });
});
