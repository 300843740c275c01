import type { Db } from '../db/db.js';
import type { Readers } from '../departments/readers.js';
import type { FactDefinition } from '../grading/fact.js';
import type { TreatmentRegistry } from '../policy/treatment-registry.js';

/** What policy is worked out of, and by which rules. */
export interface PolicyBasis {
  readonly db: Db;
  readonly readers: Readers;
  readonly treatments: TreatmentRegistry;
  /** The county's own facts, for their units. */
  readonly declared: readonly FactDefinition[];
}
