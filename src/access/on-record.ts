import type { Grant } from './grants.js';
import { hasPurpose, isMeant, namesField, type Act } from './may.js';
import type { Viewer } from './viewer.js';

/** Who asks, and the grants on record. */
export interface AsksOfRecord {
  readonly viewer: Viewer;
  readonly act: Act;
  readonly onRecord: readonly Grant[];
  readonly today: string;
}

/**
 * Whether a grant on record gives the viewer a field: it waives what would be left out beside the rest (docs/disclosure.md).
 * @param anyRow of some zone at least; else of every zone that the viewer sees
 */
export function isGrantedOnRecord(coordinate: string, { viewer, act, onRecord, today }: AsksOfRecord, anyRow = true): boolean {
  return onRecord.some((grant) => grant.role === viewer.role && namesField(grant, coordinate) && isMeant(grant, { viewer, act, today, anyRow }) && hasPurpose(grant, viewer));
}
