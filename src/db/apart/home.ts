import type { Reach } from '../../access/reach.js';
import type { DepartmentId } from '../../grading/fact.js';
import type { Records, WriteRows } from '../records.js';
import type { SecondWall } from '../second-wall.js';
import { SourceUnavailable, type ApartDepartment } from './source-unavailable.js';

/** How a department's database is, for who runs the hub. */
export interface HomeState {
  readonly department: DepartmentId;
  readonly title: string;
  /** Host, port and name; undefined: nobody said. */
  readonly where: string | undefined;
  /** The setting that it comes by. */
  readonly variable: string;
  readonly up: boolean;
  /** What is wrong (中文). */
  readonly why?: string;
  readonly secondWall?: SecondWall;
}

/** Where the records of a department are kept, apart from the hub's own database. */
export interface Home {
  /** @param reach as far as someone reaches; without it as the owner of the tables */
  records(reach?: Reach): Records;
  readonly write: WriteRows;
  readonly rehearse: WriteRows;
  /** @param version also whether all of it is there at a data version */
  state(version?: number): Promise<HomeState>;
  close(): Promise<void>;
}

/** Of a department whose records are apart while nobody says where. */
export function nowhere(of: ApartDepartment, variable: string): Home {
  const why = `${of.title}的数据在它自己的库中，没有给出 ${variable}`;
  const refuse = () => Promise.reject(new SourceUnavailable(of, why));
  return {
    records: () => ({ at: refuse }),
    ...{ write: refuse, rehearse: refuse },
    state: () => Promise.resolve({ department: of.id, title: of.title, where: undefined, variable, up: false, why }),
    close: () => Promise.resolve(),
  };
}
