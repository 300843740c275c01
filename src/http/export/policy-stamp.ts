import { createHash } from 'node:crypto';
import type { GrantFile } from '../../access/grant-file.js';
import { readSdl } from '../../graphql/sdl.js';
import type { SchemeRegistry } from '../../policy/registry.js';
import type { TreatmentRegistry } from '../../policy/treatment-registry.js';

/** A digest of what a hub answers by besides the records: schemes, treatments, thresholds, county, schema, grants of files. */
export function policyStamp(
  { schemes }: SchemeRegistry,
  { rateTables, sets, thresholds }: TreatmentRegistry,
  county: string | undefined,
  grants: readonly GrantFile[],
): string {
  const files = [...schemes.values(), ...rateTables, ...sets, ...thresholds].map(({ file, digest }) => [file, digest]);
  return createHash('sha256')
    .update(JSON.stringify([files, county ?? null, readSdl(), grants.map(({ grant }) => grant)]))
    .digest('hex');
}
