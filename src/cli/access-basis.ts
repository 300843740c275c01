import { buildSchema, type GraphQLSchema } from 'graphql';
import type { AccessBasis } from '../access/decide.js';
import type { GrantFile } from '../access/grant-file.js';
import { sharingRegister, type SharingRegister } from '../access/sharing.js';
import { grantsInForce, readGrantFiles } from '../grants/grant-files.js';
import { StandingReader, withoutWithdrawn, type OnRecord } from '../grants/standing.js';
import { countyDay } from '../policy/day.js';
import { readSdl } from '../graphql/sdl.js';
import { describeProblem } from '../policy/problem.js';
import type { Call, Say } from './call.js';
import { withReading } from './reading.js';
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

/** For which hub grant files are opened, and where what is wrong with them is said. */
export interface FilesOpened {
  readonly county: string | undefined;
  readonly isSample: boolean;
  readonly say: Say;
}

/** The grants of files that hold for this hub; what is wrong with the others is said. */
export function openGrantFiles(folder: string, register: SharingRegister, { county, isSample, say }: FilesOpened): readonly GrantFile[] {
  const read = readGrantFiles(folder, register);
  for (const problem of read.problems) say(`授权未载入：${describeProblem(problem)}`);
  return grantsInForce(read, county, isSample);
}

/** What decisions rest on: the grants of files, and those on record, which is put on record. */
export async function accessBasis(call: Call, command: string, { shipped, sample }: GrantsLooked): Promise<AccessBasis> {
  const register = sharingRegister(declaredSchema());
  const { grantsDir, county } = call.config();
  const hub = { county: county ?? (sample ? SAMPLE_COUNTY : undefined), isSample: sample ?? false, say: call.say };
  const files = openGrantFiles(grantsDir, register, hub).map(({ grant }) => grant);
  const today = countyDay(new Date());
  const { grants, withdrawn, consents } = shipped ? NOTHING : await onRecord(call, command);
  return {
    ...{ register, today, grants: [...withoutWithdrawn(files, withdrawn), ...grants] },
    consents: new Set(consents.filter(({ until }) => today <= until).map(({ key }) => key)),
  };
}

const NOTHING: OnRecord = { grants: [], withdrawn: [], consents: [] };

async function onRecord(call: Call, command: string): Promise<OnRecord> {
  return withReading(call, { command }, async ({ database }, trace) => {
    readOf(trace, ['county'], { coordinates: GRANTS, creditCodes: [] });
    return (await new StandingReader(database.db).read()).onRecord;
  });
}
