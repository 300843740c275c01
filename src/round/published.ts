import { Assessor, type Assessed } from '../assessment/assessor.js';
import { keptScheme } from '../assessment/kept-schemes.js';
import type { Publication } from '../assessment/publications.js';
import type { Db } from '../db/db.js';
import type { Readers } from '../departments/readers.js';
import { RoundGrader } from './graded.js';
import { eventsOf, roundOf } from './round.js';

/** What evaluations that were made public are worked out again with. */
export interface PublishedWith {
  readonly db: Db;
  readonly assess: Assessor['assess'];
  readonly keptScheme: (digest: string) => ReturnType<typeof keptScheme>;
  readonly grader: RoundGrader;
}

/** On an open database, with an assessor of its own. */
export function openPublished(db: Db, readers: Readers): PublishedWith {
  const assessor = new Assessor(readers);
  const assess: Assessor['assess'] = (scheme, year, version) => assessor.assess(scheme, year, version);
  const kept = (digest: string) => keptScheme(db, digest);
  return { db, assess, keptScheme: kept, grader: new RoundGrader({ db, assess, keptScheme: kept }) };
}

/**
 * An evaluation that was made public, worked out again: of a round as it stood when it was published, else by text and data
 * version.
 * @throws UnknownDigest where the text is there no more
 */
export async function publishedAgain({ db, assess, keptScheme: kept, grader }: PublishedWith, publication: Publication): Promise<Assessed> {
  const { digest, year, dataVersion, round: id, roundEvent } = publication;
  if (id === null || roundEvent === null) return assess(await kept(digest), year, dataVersion);
  const [round, events] = await Promise.all([roundOf(db, id), eventsOf(db, id)]);
  return (await grader.at({ round, events }, roundEvent))!;
}
