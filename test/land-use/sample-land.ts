import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Assessor } from '../../src/assessment/assessor.js';
import { versionAt } from '../../src/db/data-version.js';
import { departmentVocabulary } from '../../src/departments/vocabulary.js';
import { openReaders } from '../../src/departments/readers.js';
import { builtInEvents } from '../../src/enterprise/events.js';
import { receiveAll } from '../../src/intake/receive-all.js';
import { landBasisAt } from '../../src/land-use/basis-at.js';
import type { LandBasis } from '../../src/land-use/reckoning.js';
import { loadLandRules } from '../../src/policy/land-rules-folder.js';
import { loadSchemes } from '../../src/policy/registry.js';
import { freshDatabase } from '../database/fresh-database.js';

/** A database of the sample county with the files of its land side taken in. */
export async function landDatabase() {
  const database = await freshDatabase('sample_hub');
  const declared = { eventCodes: new Set(builtInEvents.map(({ code }) => code)), facts: new Map() };
  const folder = path.resolve('sample/land');
  const files = (await readdir(folder)).sort().map((name) => path.join(folder, name));
  await receiveAll({ db: database.db, declared, actor: 'test' }, files, async (file) => ({
    fileName: path.basename(file),
    bytes: await readFile(file),
  }));
  return database;
}

/** What answers about the sample county's land rest on, for a day. */
export async function sampleBasis({ db }: Awaited<ReturnType<typeof landDatabase>>, on: string): Promise<LandBasis> {
  const { schemes, vocabulary } = await loadSchemes('schemes', departmentVocabulary);
  const rules = await loadLandRules('land-rules', undefined, { ...vocabulary, schemes });
  const readers = openReaders(db);
  const scheme = schemes.get(rules.inefficient.scheme)!;
  return landBasisAt({ readers, assessor: new Assessor(readers), version: await versionAt(db), scheme }, rules, on);
}
