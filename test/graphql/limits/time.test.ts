import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { running, until } from '../../database/running.js';
import { sampleServer, type Answer } from '../hub-server.js';

const officer = { role: 'tax_officer' };
const QUERY = '{ assessment(scheme: "example-ratio-2024", year: 2024) { dataVersion } }';

function cutOff(answer: Answer, seconds = 1): void {
  expect(answer).toEqual({
    status: 200,
    data: null,
    errors: [{ message: expect.stringContaining(`超过 ${seconds} 秒，已中止`) as string, extensions: { code: 'LIMIT_EXCEEDED' } }],
  });
}

describe('a query that takes too long', () => {
  it('is cut off, its statement cancelled, its place given back', async () => {
    const server = await sampleServer({
      limits: { seconds: 3, concurrent: 1 },
      hub: (hub) => ({
        ...hub,
        assess: async (request) => {
          await server.database.db.execute(sql`select pg_sleep(600) as far_too_slow`);
          return hub.assess(request);
        },
      }),
    });
    const answer = server.ask(officer, QUERY);
    await until(async () => (await running(server.database, 'far_too_slow')) === 1);
    cutOff(await answer, 3);
    await until(async () => (await running(server.database, 'far_too_slow')) === 0);
    await until(async () => (await server.ask(officer, '{ __typename }')).status === 200);
    expect((await server.ask(officer, '{ enterprises(first: 1) { totalCount } }')).data.enterprises.totalCount).toBeGreaterThan(1000);
    expect(server.logged.join('')).not.toMatch(/pg_sleep|far_too_slow/);
  });

  it('leaves nothing of a transaction that it was in the middle of', async () => {
    let goOn: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    let ended: () => void = () => undefined;
    const end = new Promise<void>((resolve) => (ended = resolve));
    const server = await sampleServer({
      limits: { seconds: 1 },
      hub: (hub) => ({
        ...hub,
        assess: async (request) => {
          const work = server.database.db.transaction(async (transaction) => {
            await transaction.execute(sql`create table half_done (a int)`);
            await gate;
          });
          await work.finally(ended);
          return hub.assess(request);
        },
      }),
    });
    cutOff(await server.ask(officer, QUERY));
    await until(async () => (await running(server.database, 'half_done')) === 0);
    goOn();
    await end;
    const { rows } = await server.database.db.execute(sql`select to_regclass('half_done') as there`);
    expect(rows).toEqual([{ there: null }]);
  });

  it('is cut off where it calculates rather than waits', async () => {
    let resolved = 0;
    const server = await sampleServer({
      limits: { seconds: 1 },
      hub: (hub) => ({
        ...hub,
        schemes: hub.schemes.map((scheme) => ({
          ...scheme,
          get digest() {
            resolved += 1;
            for (const end = performance.now() + 200; performance.now() < end;);
            return scheme.digest;
          },
        })),
      }),
    });
    cutOff(await server.ask(officer, '{ schemes { digest } }'));
    expect(server.hub.schemes.length).toBeGreaterThan(10);
    expect(resolved).toBeLessThan(server.hub.schemes.length);
  });

  it('takes nothing from others who wait for the same reading', async () => {
    const server = await sampleServer({ limits: { seconds: 4 } });
    const { db } = server.database;
    let release: () => void = () => undefined;
    const held = db.transaction(async (transaction) => {
      await transaction.execute(sql`lock table tax_payment in access exclusive mode`);
      await new Promise<void>((resolve) => (release = resolve));
    });
    expect((await server.ask(officer, QUERY)).errors!.map(({ extensions }) => extensions.code)).toEqual(['LIMIT_EXCEEDED']);
    expect(await running(server.database, 'from "tax_payment"')).toBe(1);
    const second = server.ask(officer, QUERY.replace('dataVersion', 'groups { ranked }'));
    release();
    await held;
    expect((await second).data.assessment.groups).toEqual([{ ranked: 287 }, { ranked: 535 }]);
  });
});
