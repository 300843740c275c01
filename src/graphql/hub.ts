import type { Readers } from '../departments/readers.js';
import type { Assessment } from '../grading/assessment.js';
import type { FactDefinition } from '../grading/fact.js';
import type { LoadedScheme } from '../policy/registry.js';

/** The services that the graph stands on. */
export interface Hub {
  readonly readers: Readers;
  readonly schemes: readonly LoadedScheme[];
  /** Every fact that a scheme may name, those that the county declares included. */
  readonly facts: readonly FactDefinition[];
  /** The jurisdiction that this hub serves, as its schemes name it; undefined: not told. */
  readonly county: string | undefined;
  /** The data version now, or as it was known at a moment. */
  version(asOf?: Date): Promise<number>;
  /** @throws AssessmentRefused with the reason (中文) */
  assess(request: { scheme: LoadedScheme; year: number; version: number }): Promise<Assessment>;
  /** Resolves if the database answers. */
  ready(): Promise<void>;
}
