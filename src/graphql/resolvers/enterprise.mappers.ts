import type { Page } from '../../db/page.js';
import type { Source } from '../../db/versioned.js';
import type { EnterpriseRecord } from '../../enterprise/record.js';

/** Everything read from an answer stays at the data version that the answer began with, so each carries it. */
export interface At {
  readonly version: number;
}

export type EnterpriseAt = EnterpriseRecord & At;

export type EnterpriseMapper = EnterpriseAt;
export type EnterpriseConnectionMapper = Page<EnterpriseAt>;
export type RecordSourceMapper = Source;
