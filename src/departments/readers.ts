import type { Db } from '../db/database.js';
import { EnterpriseReader } from '../enterprise/reader.js';
import { departments } from './index.js';

/** One reader a department, and the register's. */
export type Readers = { readonly enterprises: EnterpriseReader } & {
  readonly [D in keyof typeof departments]: ReturnType<(typeof departments)[D]['openReader']>;
};

/** Opens the readers of every department in the list. */
export function openReaders(db: Db): Readers {
  const enterprises = new EnterpriseReader(db);
  const opened = Object.entries(departments).map(([id, department]) => [id, department.openReader(db, enterprises)]);
  return { enterprises, ...Object.fromEntries(opened) } as Readers;
}
