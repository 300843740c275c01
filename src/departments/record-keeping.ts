import type { DepartmentDatabaseSettings } from '../config/department-databases.js';
import { DepartmentDatabase } from '../db/apart/department-database.js';
import { nowhere, type Home, type HomeState } from '../db/apart/home.js';
import { rowsApart } from '../db/apart/table.js';
import type { Database } from '../db/database.js';
import { keptInTheHub, type RecordKeeping } from '../db/records.js';
import { enterprise } from '../enterprise/table.js';
import type { DepartmentId } from '../grading/fact.js';
import { departments } from './index.js';

/** Where every department's records are kept, with the databases that are departments' own. */
export interface OpenRecordKeeping extends RecordKeeping {
  /** How the departments' own databases are. @param version also whether all of it is there at a data version */
  states(version?: number): Promise<readonly HomeState[]>;
  close(): Promise<void>;
}

/**
 * Opens the databases that departments have of their own, each when it is first needed: one that is down keeps nothing
 * else from starting.
 * @throws ConfigError for an address that is none
 */
export async function openRecordKeeping(
  { db, readAs }: Pick<Database, 'db' | 'readAs'>,
  settings: DepartmentDatabaseSettings,
  log: { say(line: string): void; dropped(error: Error): void },
): Promise<OpenRecordKeeping> {
  const hub = { db, register: enterprise, say: log.say, onTrouble: log.dropped };
  const apart = new Set(
    (await db.selectDistinct({ department: rowsApart.department }).from(rowsApart)).map(({ department }) => department),
  );
  const homes = new Map<DepartmentId, Home>();
  for (const { id, title, recordSets } of Object.values(departments)) {
    const { url, variable } = settings.of(id);
    const tables = recordSets.map(({ table }) => table);
    if (url) homes.set(id, new DepartmentDatabase({ id, title }, tables, { url, variable, seconds: settings.seconds }, hub));
    else if (apart.has(id)) homes.set(id, nowhere({ id, title }, variable));
  }
  const inTheHub = keptInTheHub(db, readAs);
  return {
    within: (reach) => {
      const here = inTheHub.within(reach);
      return (department) => homes.get(department)?.records(reach) ?? here(department);
    },
    owned: (department) => homes.get(department)?.records() ?? inTheHub.owned(department),
    write: (tx, handover, write) => (homes.get(handover.department)?.write ?? inTheHub.write)(tx, handover, write),
    rehearse: (tx, handover, write) => (homes.get(handover.department)?.rehearse ?? inTheHub.rehearse)(tx, handover, write),
    apart: (department) => homes.get(department)?.records(),
    states: (version) => Promise.all([...homes.values()].map((home) => home.state(version))),
    close: async () => {
      await Promise.all([...homes.values()].map((home) => home.close()));
    },
  };
}
