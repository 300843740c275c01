import { EventEmitter } from 'node:events';
import pg from 'pg';
import { expect, it, vi } from 'vitest';
import { runCommandLine } from '../../src/cli/program.js';
import { freshDatabase } from '../database/fresh-database.js';
import { until } from '../database/running.js';
import { around } from './around.js';
import { commandLine } from './command-line.js';
import { HubHere } from './hub-here.js';
import { dataFolder, forget } from './hub-process.js';

const [full, empty] = [await freshDatabase('sample_hub'), await freshDatabase('empty_hub')];
const GRADE = ['grade', '--scheme', 'example-ratio-2024', '--year', '2024', '--format', 'csv'];

it('commands at once in one process keep to their own settings, output and status', async () => {
  const [sample, none] = [commandLine({ DATABASE_URL: full.url }), commandLine({ DATABASE_URL: empty.url })];
  const commands = [
    () => sample.muhub(...GRADE),
    () => none.muhub(...GRADE),
    () => sample.muhub('scheme', 'show', 'huangyan-2022'),
    () => none.muhub('unheard-of'),
    () => sample.muhub('landtax', 'findings', '--year', '2024', '--sum-by', 'kind'),
    () => commandLine({ DATABASE_URL: 'mysql://x' }).muhub('sources'),
  ];
  const alone = [];
  for (const each of commands) alone.push(await each());
  expect(alone.map(({ status }) => status)).toEqual([0, 1, 0, 2, 0, 1]);
  expect(await Promise.all(commands.map((each) => each()))).toEqual(alone);
});

it('a command leaves the process as it was, and no connection behind', async () => {
  const writes = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')];
  const folder = await dataFolder();
  const before = [process.exitCode, process.listenerCount('SIGTERM'), process.stdout.listenerCount('error')];
  const { muhub } = commandLine({ DATABASE_URL: full.url });
  for (const args of [GRADE, ['--help'], ['unheard-of'], ['audit', 'verify']]) await muhub(...args);
  const hub = new HubHere(folder, 'serve', { DATABASE_URL: full.url });
  await hub.url();
  expect(await hub.stop()).toBe(0);
  expect([process.exitCode, process.listenerCount('SIGTERM'), process.stdout.listenerCount('error')]).toEqual(before);
  const written = writes.flatMap(({ mock }) => mock.calls.map(([text]) => String(text)));
  for (const spy of writes) spy.mockRestore();
  expect(written.join('')).toBe('');
  await forget(folder);

  const client = new pg.Client({ connectionString: full.url, application_name: 'test' });
  await client.connect();
  const others = `select 1 from pg_stat_activity where datname = current_database() and application_name = 'muhub'`;
  // The test's own pool is one of them, and idle: what a command opened is gone once the server has noticed.
  await full.pool.query('select 1');
  await until(async () => (await client.query(others)).rowCount === full.pool.totalCount);
  await client.end();
});

it('a hub that is told to stop a second time does not wait', async () => {
  const signals = new EventEmitter();
  const written = { out: '', err: '' };
  const ends: number[] = [];
  const folder = await dataFolder();
  const { AUDIT_CHAIN_KEY_FILE } = process.env;
  const env = { PORT: '0', MUHUB_DATA_DIR: folder, DATABASE_URL: full.url, AUDIT_CHAIN_KEY_FILE };
  const ended = runCommandLine(['serve'], { ...around(env, written, signals), exit: (status) => void ends.push(status) });
  await until(async () => written.err.includes('已就绪'));
  signals.emit('SIGINT');
  signals.emit('SIGTERM');
  expect(ends).toEqual([1]);
  expect(await ended).toBe(0);
  await forget(folder);
});
