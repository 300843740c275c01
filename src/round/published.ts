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

/** @param schemeOf the scheme of a digest, as it was kept; looked up each time unless given */
export function openPublished(
  db: Db,
  assess: Assessor['assess'],
  schemeOf: PublishedWith['keptScheme'] = (digest) => keptScheme(db, digest),
): PublishedWith {
  return { db, assess, keptScheme: schemeOf, grader: new RoundGrader({ db, assess, keptScheme: schemeOf }) };
}

/** On the database of a command, with an assessor of its own. */
export function openPublishedAlone(db: Db, readers: Readers): PublishedWith {
  const assessor = new Assessor(readers);
  return openPublished(db, (scheme, year, version) => assessor.assess(scheme, year, version));
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
