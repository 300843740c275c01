import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { lackOfConnections, MOST_OF_A_HUB } from '../../src/db/connections.js';
import { freshDatabase } from '../database/fresh-database.js';
import { HubHere } from './hub-here.js';

const database = await freshDatabase('sample_hub');
const folder = await mkdtemp(path.join(tmpdir(), 'muhub-several-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const hub = (name: string) =>
  new HubHere(path.join(folder, name), 'serve', { DATABASE_URL: database.url, MUHUB_COUNTY: '示例县', MUHUB_LEAVE_SECONDS: '1' });

it('a hub is replaced by another without a request being lost: it answers until nobody comes to it', async () => {
  const [first, second] = [hub('first'), hub('second')];
  const hubs = [await first.url(), await second.url()];
  const agent = new Agent({ keepAlive: true });
  const ask = (url: string) =>
    new Promise<{ status?: number; connection?: string }>((resolve, reject) => {
      get(url, { agent }, (answer) => {
        const { statusCode: status, headers } = answer;
        answer.resume().once('end', () => resolve({ status, connection: headers.connection }));
      }).once('error', reject);
    });
  const statuses: (number | undefined)[] = [];
  let over = false;
  // As a balancer does: whoever is ready is asked.
  const client = async () => {
    for (; !over; await sleep(20)) {
      const ready = await Promise.all(hubs.map((url) => ask(`${url}/readyz`).catch(() => ({ status: 0 }))));
      statuses.push((await ask(`${hubs[ready.findIndex(({ status }) => status === 200)]!}/session/ways`)).status);
    }
  };
  const clients = [client(), client(), client()];
  first.kill('SIGTERM');
  await first.says(/正在停止/);
  expect(await ask(`${hubs[0]!}/readyz`)).toEqual({ status: 503, connection: 'close' });
  expect((await ask(`${hubs[0]!}/session/ways`)).status).toBe(200);
  expect(await first.ended).toBe(0);
  over = true;
  await Promise.all(clients);
  agent.destroy();
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(await second.stop()).toBe(0);
});

it('hubs that together may need more connections than the database has are told', async () => {
  const answering = (hubs: number, most: number) => ({ query: async () => ({ rows: [{ hubs, most }] }) }) as never;
  expect(await lackOfConnections(answering(4, 4 * MOST_OF_A_HUB))).toBeUndefined();
  expect(await lackOfConnections(answering(5, 97))).toMatch(/5 个中枢.*110 个连接.*只许 97 个/);
  expect(await lackOfConnections(database.pool)).toBeUndefined();
});
