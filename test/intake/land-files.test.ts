import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtInEvents } from '../../src/enterprise/events.js';
import { receiveAll, type Intake } from '../../src/intake/receive-all.js';
import { reportJson, type IntakeReport } from '../../src/intake/report.js';
import { freshDatabase } from '../database/fresh-database.js';

const database = await freshDatabase('sample_hub');
const declared = { eventCodes: new Set(builtInEvents.map(({ code }) => code)), facts: new Map() };
const intake: Intake = { db: database.db, declared, actor: 'test' };
const load = async (file: string) => ({ fileName: path.basename(file), bytes: await readFile(file) });
const folder = path.resolve('sample/land');
const files = (await readdir(folder)).sort().map((name) => path.join(folder, name));
const reports = await receiveAll(intake, files, load);
const byFile = (made: readonly IntakeReport[]) => Object.fromEntries(made.map(reportJson).map(({ file, ...rest }) => [file, rest]));

describe('the land side of the sample county', () => {
  it('is taken in as its files deserve', async () => {
    expect(byFile(reports)).toEqual(JSON.parse(await readFile('test/golden/land-intake.json', 'utf8')));
  });
});
