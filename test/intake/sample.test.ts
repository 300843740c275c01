import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.js';
import { builtInEvents } from '../../src/enterprise/events.js';
import { receiveAll, rehearse, type Intake } from '../../src/intake/receive-all.js';
import { reportJson } from '../../src/intake/report.js';
import { freshDatabase } from '../database/fresh-database.js';

const SAMPLE = path.resolve('sample/files');
const load = async (file: string) => ({ fileName: path.basename(file), bytes: await readFile(file) });

describe('the sample county', () => {
  let database: Database;
  let intake: Intake;
  let files: string[];
  let expected: Record<string, unknown>;

  beforeAll(async () => {
    database = await freshDatabase('empty_hub');
    const declared = { eventCodes: new Set(builtInEvents.map(({ code }) => code)), facts: new Map() };
    intake = { db: database.db, declared, actor: 'test' };
    files = (await readdir(SAMPLE)).sort().map((name) => path.join(SAMPLE, name));
    expected = JSON.parse(await readFile('test/golden/intake.json', 'utf8')) as Record<string, unknown>;
  });

  const byFile = (reports: Awaited<ReturnType<typeof receiveAll>>) =>
    Object.fromEntries(reports.map(reportJson).map(({ file, ...rest }) => [file, rest]));

  it('is rehearsed without a trace', async () => {
    const reports = await rehearse(intake, files, load);
    expect(byFile(reports)).toEqual(expected);
    const { rows } = await database.pool.query('select (select count(*) from handover) + (select count(*) from data_version) as n');
    expect(rows).toEqual([{ n: 0 }]);
  });

  it('is taken in as its files deserve', async () => {
    const reports = await receiveAll(intake, files, load);
    expect(byFile(reports)).toEqual(expected);
    expect(reports[0]?.dataset).toBe('enterprise.register');
  });

  it('is not taken in twice', async () => {
    const count = async () => (await database.pool.query('select count(*) as n from tax_payment')).rows;
    const before = await count();
    const reports = await receiveAll(intake, files, load);
    const status = new Set(reports.filter(({ file }) => !file.startsWith('拒收')).map((report) => report.status));
    expect([...status]).toEqual(['already_received']);
    expect(await count()).toEqual(before);
  });
});
