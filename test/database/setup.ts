import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../src/db/database.js';
import { openEmbedded } from '../../src/db/embedded/server.js';
import { builtInEvents } from '../../src/enterprise/events.js';
import { receiveAll } from '../../src/intake/receive-all.js';
import { keyed } from './keyed.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server that the whole run shares; each test file makes databases of its own in it. */
    serverUrl: string;
  }
}

const SAMPLE = path.resolve('sample/files');

/** One PostgreSQL for the run, with two templates: `empty_hub` (migrated) and `sample_hub` (with the sample county). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'muhub-test-'));
  await chmod(folder, 0o755);
  // Whatever a test puts aside goes here too, and with it when the run ends.
  process.env.TMPDIR = folder;
  process.env.MUHUB_DATA_DIR ??= path.join(folder, 'data');
  process.env.AUDIT_CHAIN_KEY_FILE = path.join(folder, 'audit-chain.key');
  await writeFile(process.env.AUDIT_CHAIN_KEY_FILE, randomBytes(32), { mode: 0o600 });
  const server = await openEmbedded(path.join(folder, 'hub'), () => undefined);
  const giveUp = async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await makeTemplates(server.url);
  } catch (error) {
    await giveUp();
    throw error;
  }
  project.provide('serverUrl', server.url);
  return giveUp;
}

async function makeTemplates(serverUrl: string): Promise<void> {
  const admin = new pg.Client({ connectionString: serverUrl });
  await admin.connect();
  try {
    // What the tests kill is never this server, and what they stop is never the machine.
    await admin.query('alter system set fsync = off');
    await admin.query('select pg_reload_conf()');
    await admin.query('create database empty_hub');
    await (await open(serverUrl, 'empty_hub')).close();
    await admin.query('create database sample_hub template empty_hub');
    const sample = keyed(await open(serverUrl, 'sample_hub'));
    try {
      const files = (await readdir(SAMPLE)).sort().map((name) => path.join(SAMPLE, name));
      const declared = { eventCodes: new Set(builtInEvents.map(({ code }) => code)), facts: new Map() };
      await receiveAll({ db: sample.db, declared, actor: 'test' }, files, async (file) => {
        return { fileName: path.basename(file), bytes: await readFile(file) };
      });
    } finally {
      await sample.close();
    }
  } finally {
    await admin.end();
  }
}

function open(serverUrl: string, name: string) {
  const databaseUrl = serverUrl.replace(/\/muhub$/, `/${name}`);
  return openDatabase({ databaseUrl, dataDir: '' }, { say: () => undefined, dropped: () => undefined });
}
