import type { Publication } from '../assessment/publications.js';
import type { Db } from '../db/db.js';
import type { Readers } from '../departments/readers.js';
import type { FactDefinition } from '../grading/fact.js';
import type { TreatmentRegistry } from '../policy/treatment-registry.js';
import type { TreatmentSet } from '../policy/treatment.js';

/** What policy is worked out of, and by which rules. */
export interface PolicyBasis {
  readonly db: Db;
  readonly readers: Readers;
  readonly treatments: TreatmentRegistry;
  /** The treatments that follow an evaluation: of one that was made public, those of then. */
  readonly setsOf: (of: { readonly publication?: Publication | undefined }) => Promise<readonly TreatmentSet[]>;
  /** The county's own facts, for their units. */
  readonly declared: readonly FactDefinition[];
}
