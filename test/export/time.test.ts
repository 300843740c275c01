import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { running, until } from '../database/running.js';
import { sampleServer } from '../graphql/hub-server.js';
import { askForFile, officer, SCHEME } from './ask-for-file.js';

it('that takes too long is cut off, its statement cancelled, its place given back, and nothing of it is left', async () => {
  let slow = true;
  const server = await sampleServer({
    limits: { fileSeconds: 3, concurrent: 1 },
    hub: (hub) => ({
      ...hub,
      assess: async (request) => {
        if (slow) await server.database.db.execute(sql`select pg_sleep(600) as far_too_slow_a_file`);
        return hub.assess(request);
      },
    }),
  });
  const ask = () => askForFile(server, officer, `/q/zone-grades.csv?scheme=${SCHEME}&year=2024`);
  const asked = ask();
  await until(async () => (await running(server.database, 'far_too_slow_a_file')) === 1);
  const answer = await asked;
  expect(answer.status).toBe(503);
  expect(await answer.json()).toEqual({
    errors: [{ message: expect.stringContaining('超过 3 秒，已中止') as string, extensions: { code: 'LIMIT_EXCEEDED' } }],
  });
  await until(async () => (await running(server.database, 'far_too_slow_a_file')) === 0);
  slow = false;
  let again = await ask();
  await until(async () => again.status === 200 || (again = await ask()).status === 200);
  expect((await again.text()).split('\r\n').length).toBeGreaterThan(1000);
  expect(await readdir(path.join(server.dataDir, 'exports')).catch(() => [])).toEqual([]);
  expect(server.logged.join('')).not.toMatch(/pg_sleep|far_too_slow/);
});
