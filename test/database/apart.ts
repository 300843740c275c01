import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { afterAll } from 'vitest';
import type { Database } from '../../src/db/database.js';
import { openRecordKeeping, type OpenRecordKeeping } from '../../src/departments/record-keeping.js';
import { builtInEvents } from '../../src/enterprise/events.js';
import type { Intake } from '../../src/intake/receive-all.js';

/** A hub whose departments keep their records at these addresses. */
export type ApartHub = Database & { readonly keeping: OpenRecordKeeping; readonly said: string[] };

/** @param urls by department */
export async function apartHub(database: Database, urls: Readonly<Record<string, string>>, seconds = 5): Promise<ApartHub> {
  const said: string[] = [];
  const settings = {
    seconds,
    of: (department: string) => ({ variable: `${department.toUpperCase()}_DATABASE_URL`, url: urls[department] }),
  };
  const keeping = await openRecordKeeping(database, settings, { say: (line) => void said.push(line), dropped: () => undefined });
  afterAll(() => keeping.close());
  return { ...database, keeping, said };
}

/** An intake into a hub, as the sample county needs it. */
export function intakeOf({ db, keeping }: Pick<ApartHub, 'db'> & { readonly keeping?: OpenRecordKeeping }): Intake {
  const declared = { eventCodes: new Set(builtInEvents.map(({ code }) => code)), facts: new Map() };
  return { db, keeping, declared, actor: 'test' };
}

const SAMPLE = path.resolve('sample/files');

/** The files of the sample county, and how they are read. */
export async function sampleFiles() {
  const files = (await readdir(SAMPLE)).sort().map((name) => path.join(SAMPLE, name));
  return { files, load: async (file: string) => ({ fileName: path.basename(file), bytes: await readFile(file) }) };
}

/** What a statement gives in the database of this address. */
export async function rowsAt<Row extends pg.QueryResultRow>(url: string, statement: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement, values)).rows;
  } finally {
    await client.end();
  }
}
