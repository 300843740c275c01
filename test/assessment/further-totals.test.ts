import { afterAll, describe, expect, it } from 'vitest';
import { FurtherTotals } from '../../src/assessment/further-totals.js';
import { writtenYardstick, type Equation } from '../../src/assessment/told-equations.js';
import { openDatabase } from '../../src/db/database.js';
import { Rational } from '../../src/grading/rational.js';
import { freshDatabase } from '../database/fresh-database.js';
import { statementsOf } from '../graphql/hub-server.js';

const database = await freshDatabase('empty_hub');
const second = await openDatabase({ databaseUrl: database.url, dataDir: '' }, { say: () => undefined, dropped: () => undefined });
afterAll(() => second.close());

const equation = (benchmark: number, of = 'sm3:a above'): Equation => ({ of, yardsticks: [`rd ${writtenYardstick({ kind: 'benchmark', value: Rational.integer(benchmark) })}`] });
const told = async (year: number) => (await database.pool.query('select "of", yardsticks from told_total where year = $1 order by id', [year])).rows;

describe('totals told beside those of now', () => {
  it('are as many as leave figures open, and the same ones again', async () => {
    const totals = new FurtherTotals(database.db);
    const answers: boolean[] = [];
    for (const benchmark of [10, 11, 12, 10, 12]) answers.push(await totals.mayTell(2001, equation(benchmark), 2));
    expect(answers).toEqual([true, true, false, true, false]);
  });

  it('are counted over schemes and groups, and year by year', async () => {
    const totals = new FurtherTotals(database.db);
    expect(await totals.mayTell(2002, equation(10), 1)).toBe(true);
    expect(await totals.mayTell(2002, equation(10, 'sm3:b above'), 1)).toBe(false);
    expect(await totals.mayTell(2003, equation(10), 1)).toBe(true);
  });

  it('are none where nothing may stand beside, and cost no statement then, nor where they were told', async () => {
    const totals = new FurtherTotals(database.db);
    await totals.mayTell(2004, equation(10), 1);
    const statements = await statementsOf(async () => {
      expect([await totals.mayTell(2005, equation(10), 0), await totals.mayTell(2005, equation(10), -1)]).toEqual([false, false]);
      expect([await totals.mayTell(2004, equation(10), 1), await totals.mayTell(2004, equation(11), 1)]).toEqual([true, false]);
    });
    expect(statements).toEqual([]);
  });

  it('are known to another hub on the same database, and after a restart', async () => {
    expect(await new FurtherTotals(database.db).mayTell(2006, equation(10), 1)).toBe(true);
    for (const other of [new FurtherTotals(second.db), new FurtherTotals(database.db)]) {
      expect(await other.mayTell(2006, equation(11), 1)).toBe(false);
      expect(await other.mayTell(2006, equation(10), 1)).toBe(true);
    }
  });

  it('stand in the database in exact fractions before they are answered, once however often they are told', async () => {
    const third = (n: bigint, d: bigint): Equation => ({ of: 'sm3:a above', yardsticks: [`rd ${writtenYardstick({ kind: 'range', least: Rational.of(n, d), most: Rational.integer(7) })}`, `value ${writtenYardstick(undefined)}`] });
    const hubs = [new FurtherTotals(database.db), new FurtherTotals(second.db)];
    const answers = await Promise.all(hubs.flatMap((hub) => [1n, 2n, 3n].map((times) => hub.mayTell(2007, third(-1n * times, 3n * times), 1))));
    expect(answers).toEqual([true, true, true, true, true, true]);
    expect(await told(2007)).toEqual([{ of: 'sm3:a above', yardsticks: ['rd range -1/3 7/1', 'value -'] }]);
  });

  it('are told by one of two hubs that are asked at once, as many as may be in all', async () => {
    const [one, two] = [new FurtherTotals(database.db), new FurtherTotals(second.db)];
    for (let year = 2100; year < 2120; year += 1) {
      const answers = await Promise.all([10, 11, 12].flatMap((benchmark) => [one.mayTell(year, equation(benchmark), 2), two.mayTell(year, equation(benchmark + 10), 2)]));
      expect(answers.filter((each) => each)).toHaveLength(2);
      expect(await told(year)).toHaveLength(2);
    }
  });

  it('are none where they cannot be written, and are not taken as told then', async () => {
    const totals = new FurtherTotals(database.db);
    await database.pool.query('alter table told_total rename to told_total_away');
    try {
      await expect(totals.mayTell(2008, equation(10), 1)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    } finally {
      await database.pool.query('alter table told_total_away rename to told_total');
    }
    await database.pool.query(`create function no() returns trigger language plpgsql as $$ begin raise exception 'full'; end $$;
      create constraint trigger no after insert on told_total deferrable initially deferred for each row execute function no()`);
    try {
      // Not until the end of the transaction does it come out.
      for (let again = 0; again < 2; again += 1) await expect(totals.mayTell(2008, equation(10), 1)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    } finally {
      await database.pool.query('drop trigger no on told_total; drop function no()');
    }
    expect(await totals.mayTell(2008, equation(11), 1)).toBe(true);
    expect(await told(2008)).toHaveLength(1);
  });

  it('wait a while for a hub that does not come to an end, and are withheld then, whichever year is asked being answered beside', async () => {
    const holder = await database.pool.connect();
    const totals = new FurtherTotals(second.db);
    try {
      await holder.query('begin');
      await holder.query(`select pg_advisory_xact_lock(${0x6d75}, hashtext('2009'))`);
      const waiting = [10, 11, 12].map((benchmark) => totals.mayTell(2009, equation(benchmark), 3).catch((error: { code?: string }) => error.code));
      expect(await totals.mayTell(2010, equation(10), 1)).toBe(true);
      expect(await Promise.all(waiting)).toEqual(Array(3).fill('SOURCE_UNAVAILABLE'));
    } finally {
      await holder.query('rollback');
      holder.release();
    }
    expect(await totals.mayTell(2009, equation(10), 1)).toBe(true);
  }, 20_000);
});
