import { reachesAll, type Reach } from '../access/reach.js';
import type { Db } from '../db/db.js';
import { recordsIn, type RecordKeeping, type RecordsOf } from '../db/records.js';
import { EnterpriseReader } from '../enterprise/reader.js';
import { departments } from './index.js';
import { WholeRecords } from './whole-records.js';

type DepartmentName = keyof typeof departments;

/** One reader a department, and the register's. */
export type Readers = DepartmentReaders & {
  readonly enterprises: EnterpriseReader;
  /** Of each department all rows of one of its datasets, where they are read together. */
  readonly rows: RowsOfDepartments;
};

type DepartmentReaders = { readonly [D in DepartmentName]: ReturnType<(typeof departments)[D]['openReader']> };
type RowsOfDepartments = { readonly [D in DepartmentName]: WholeRecords };

/**
 * Opens the readers of every department in the list.
 * @param db the hub's own
 * @param recordsOf each department; in the hub's own unless given
 * @param recordsAtHand as {@link EnterpriseReader} takes it
 */
export function openReaders(db: Db, recordsOf: RecordsOf = () => recordsIn(db), recordsAtHand?: number): Readers {
  const enterprises = new EnterpriseReader(db, recordsAtHand);
  return {
    enterprises,
    rows: rowsOfEach(recordsOf),
    ...eachDepartment((name) => departments[name].openReader(recordsOf(departments[name].id), enterprises)),
  };
}

/** How far the hub itself reaches: it grades the population whole, and hands out what was worked out of it, no rows. */
export const THE_HUB: Reach = {
  departments: ['county', 'register', ...Object.values(departments).map(({ id }) => id)],
  rows: { of: 'all' },
};

/** What viewers of different reaches who are in the hub at the same time may hold in memory. */
const REACHES_KEPT = 64;

/**
 * The readers of each reach. What the hub read whole serves those who reach all of a department; everybody else reads
 * through the database's own policies, and what was read is kept with the reach that it was read with.
 */
export class ReadersByReach {
  /** The hub's own. */
  readonly whole: Readers;
  readonly #readAs: (reach: Reach) => Db;
  readonly #keeping: RecordKeeping;
  readonly #narrow = new Map<string, Readers>();
  readonly #recordsAtHand: number | undefined;

  /** @param recordsAtHand as {@link EnterpriseReader} takes it */
  constructor(readAs: (reach: Reach) => Db, keeping: RecordKeeping, recordsAtHand?: number) {
    this.#recordsAtHand = recordsAtHand;
    this.#readAs = readAs;
    this.#keeping = keeping;
    this.whole = openReaders(readAs(THE_HUB), keeping.within(THE_HUB), recordsAtHand);
  }

  within(reach: Reach): Readers {
    const key = JSON.stringify([reach.departments, reach.rows, reach.parcels]);
    const readers = this.#narrow.get(key) ?? this.#open(reach);
    this.#narrow.delete(key);
    this.#narrow.set(key, readers);
    if (this.#narrow.size > REACHES_KEPT) this.#narrow.delete(this.#narrow.keys().next().value!);
    return readers;
  }

  #open(reach: Reach): Readers {
    const { whole } = this;
    const recordsOf = this.#keeping.within(reach);
    return {
      rows: rowsOfEach(
        (id) => recordsOf(id),
        (name) => (reachesAll(reach, departments[name].id) ? whole.rows[name] : undefined),
      ),
      enterprises: reachesAll(reach, 'register') ? whole.enterprises : new EnterpriseReader(this.#readAs(reach), this.#recordsAtHand),
      ...eachDepartment((name) => {
        const { id, openReader } = departments[name];
        // Each department's reader is narrowed by its own: the list ties the two by name.
        const open = openReader as (...args: unknown[]) => DepartmentReaders[DepartmentName];
        return reachesAll(reach, id) ? whole[name] : open(recordsOf(id), whole.enterprises, whole[name]);
      }),
    };
  }
}

/** @param shared what was opened before and serves as well */
function rowsOfEach(recordsOf: RecordsOf, shared: (name: DepartmentName) => WholeRecords | undefined = () => undefined): RowsOfDepartments {
  const names = Object.keys(departments) as DepartmentName[];
  return Object.fromEntries(
    names.map((name) => [name, shared(name) ?? new WholeRecords(recordsOf(departments[name].id))]),
  ) as unknown as RowsOfDepartments;
}

function eachDepartment(open: (name: DepartmentName) => DepartmentReaders[DepartmentName]) {
  const names = Object.keys(departments) as DepartmentName[];
  return Object.fromEntries(names.map((name) => [name, open(name)])) as unknown as DepartmentReaders;
}
