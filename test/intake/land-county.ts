import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from '../../src/db/database.js';
import { builtInEvents } from '../../src/enterprise/events.js';
import { receiveAll } from '../../src/intake/receive-all.js';
import type { IntakeReport } from '../../src/intake/report.js';

const FOLDER = path.resolve('sample/land');

/** Takes the land side of the sample county into a database that holds the rest of it. */
export async function takeLandIn({ db }: Pick<Database, 'db'>): Promise<IntakeReport[]> {
  const declared = { eventCodes: new Set(builtInEvents.map(({ code }) => code)), facts: new Map() };
  const files = (await readdir(FOLDER)).sort();
  return receiveAll({ db, declared, actor: 'test' }, files, async (fileName) => ({
    fileName,
    bytes: await readFile(path.join(FOLDER, fileName)),
  }));
}
