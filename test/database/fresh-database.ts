import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { openDatabase, type Database } from '../../src/db/database.js';
import { keyed } from './keyed.js';

/** A database of this test file's own, copied from a template and dropped after its tests. */
export async function freshDatabase(template: 'empty_hub' | 'sample_hub'): Promise<Database> {
  const serverUrl = inject('serverUrl');
  const name = nameOfOwn();
  await asAdmin(serverUrl, `create database ${name} template ${template} strategy file_copy`);
  const databaseUrl = serverUrl.replace(/\/muhub$/, `/${name}`);
  const database = keyed(await openDatabase({ databaseUrl, dataDir: '' }, { say: () => undefined, dropped: () => undefined }));
  afterAll(async () => {
    await database.close();
    await asAdmin(serverUrl, `drop database ${name} with (force)`);
  });
  return database;
}

/** The address of a database of this test file's own with nothing in it, dropped after its tests. */
export async function bareDatabase(): Promise<string> {
  const serverUrl = inject('serverUrl');
  const name = nameOfOwn();
  await asAdmin(serverUrl, `create database ${name}`);
  afterAll(() => asAdmin(serverUrl, `drop database ${name} with (force)`));
  return serverUrl.replace(/\/muhub$/, `/${name}`);
}

/** The databases of the test file that runs: files share a process, and what an earlier one left behind may still be at work. */
const own = new Set<string>();

function nameOfOwn(): string {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  own.add(name);
  afterAll(() => void own.delete(name));
  return name;
}

/** Whether a database is not another test file's. */
export function isOwnDatabase(name: string | undefined): boolean {
  return name === undefined || !name.startsWith('test_') || own.has(name);
}

async function asAdmin(serverUrl: string, statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: serverUrl });
  await admin.connect();
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}
