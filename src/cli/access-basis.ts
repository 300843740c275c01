import { buildSchema, type GraphQLSchema } from 'graphql';
import type { AccessBasis } from '../access/decide.js';
import type { GrantFile } from '../access/grant-file.js';
import { sharingRegister, type SharingRegister } from '../access/sharing.js';
import { readConfig } from '../config.js';
import { grantsInForce, readGrantFiles } from '../grants/grant-files.js';
import { StandingReader, withoutWithdrawn, type OnRecord } from '../grants/standing.js';
import { countyDay } from '../graphql/context.js';
import { readSdl } from '../graphql/sdl.js';
import { say } from './output.js';
import { describeProblem } from '../policy/problem.js';
import { withReading } from './reading.js';
import { ROOT } from './session.js';
import { GRANTS, readOf } from './touched.js';

/** The jurisdiction of the sample county, which the sample mode serves where nobody configured one. */
export const SAMPLE_COUNTY = '示例县';

/** Which grants are looked at. */
export interface GrantsLooked {
  /** Those of files alone, without opening the database. */
  readonly shipped?: boolean | undefined;
  /** As the sample mode has them. */
  readonly sample?: boolean | undefined;
}

/** The schema as the SDL declares it, without resolvers. */
export function declaredSchema(): GraphQLSchema {
  return buildSchema(readSdl().join('\n'));
}

/** The grants of files that hold for this hub; what is wrong with the others is said. */
export function openGrantFiles(register: SharingRegister, county: string | undefined, isSample: boolean): readonly GrantFile[] {
  const read = readGrantFiles(readConfig(ROOT).grantsDir, register);
  for (const problem of read.problems) say(`授权未载入：${describeProblem(problem)}`);
  return grantsInForce(read, county, isSample);
}

/** What decisions rest on: the grants of files, and those on record, which is put on record. */
export async function accessBasis(command: string, { shipped, sample }: GrantsLooked): Promise<AccessBasis> {
  const register = sharingRegister(declaredSchema());
  const files = openGrantFiles(register, readConfig(ROOT).county ?? (sample ? SAMPLE_COUNTY : undefined), sample ?? false).map(({ grant }) => grant);
  const today = countyDay(new Date());
  const { grants, withdrawn, consents } = shipped ? NOTHING : await onRecord(command);
  return {
    ...{ register, today, grants: [...withoutWithdrawn(files, withdrawn), ...grants] },
    consents: new Set(consents.filter(({ until }) => today <= until).map(({ key }) => key)),
  };
}

const NOTHING: OnRecord = { grants: [], withdrawn: [], consents: [] };

async function onRecord(command: string): Promise<OnRecord> {
  return withReading({ command }, async ({ database }, trace) => {
    readOf(trace, ['county'], { coordinates: GRANTS, creditCodes: [] });
    return (await new StandingReader(database.db).read()).onRecord;
  });
}
