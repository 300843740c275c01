import type { Source } from '../db/versioned.js';

/** An enterprise as the register has it, or as another department named it (`registered` false). */
export interface EnterpriseRecord {
  readonly creditCode: string;
  readonly name: string | null;
  readonly foldedName: string | null;
  /** YYYY-MM-DD. */
  readonly established: string | null;
  readonly industry: string | null;
  readonly industryGroup: string | null;
  readonly zone: string | null;
  readonly town: string | null;
  readonly status: string | null;
  readonly registered: boolean;
  readonly source: Source;
}

/** An event as handed over. */
export interface EventRecord {
  readonly creditCode: string;
  readonly event: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly document: string | null;
  readonly note: string | null;
  readonly source: Source;
}
