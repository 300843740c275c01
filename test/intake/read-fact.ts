import { versionAt } from '../../src/db/data-version.js';
import type { Db } from '../../src/db/db.js';
import { fieldOf } from '../../src/departments/fact-columns.js';
import { openReaders } from '../../src/departments/readers.js';
import type { departments } from '../../src/departments/index.js';
import type { CodedField } from '../../src/enterprise/register-columns.js';

/** What a hub knows of an enterprise under the name that schemes use: decimals as text, null is missing. @param year null for the register */
export async function readFact(db: Db, creditCode: string, year: number | null, fact: string): Promise<string | boolean | null> {
  const readers = openReaders(db);
  const version = await versionAt(db);
  const directory = await readers.enterprises.directory(version);
  const row = directory.row(creditCode);
  if (row === undefined) return null;
  if (fact.startsWith('enterprise.')) {
    const { texts, codes } = directory.coded[fieldOf(fact) as CodedField];
    return texts[codes[row]!] ?? null;
  }
  const reader = readers[fact.slice(0, fact.indexOf('.')) as keyof typeof departments];
  const value = (await reader.columns(version, year!, [fact])).get(fact)?.values[row];
  return value === undefined ? null : typeof value === 'object' ? value.toString() : value;
}
