import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { loadPopulation } from '../../src/assessment/population.js';
import { versionAt } from '../../src/db/data-version.js';
import { openReaders } from '../../src/departments/readers.js';
import { departmentVocabulary } from '../../src/departments/vocabulary.js';
import { grade } from '../../src/grading/grade.js';
import { printAssessment } from '../../src/grading/print.js';
import { parseScheme } from '../../src/policy/parse-scheme.js';
import { freshDatabase } from '../database/fresh-database.js';

it.each(['ratio', 'minmax'])('grades the sample county to the digit: %s', async (method) => {
  const database = await freshDatabase('sample_hub');
  const file = `schemes/example-county/${method}-2024.yaml`;
  const parsed = parseScheme(await readFile(file, 'utf8'), { file, ...departmentVocabulary });
  if (!('scheme' in parsed)) throw new Error(JSON.stringify(parsed.problems));
  const population = await loadPopulation(openReaders(database.db), await versionAt(database.db), 2024, parsed.scheme);
  const printed = printAssessment(grade(parsed.scheme, population));
  const golden = JSON.parse(await readFile(`test/golden/example-${method}-2024.json`, 'utf8')) as object;
  expect(printed).toEqual(golden);
});
