import { keptScheme } from '../assessment/kept-schemes.js';
import { publishedDigest } from '../assessment/publications.js';
import type { Call } from './call.js';
import type { Finding } from './found-scheme.js';
import { withSession, type Session } from './session.js';

/**
 * What was kept of a scheme that is named by the digest of its text, or by its id for a year that was made public under
 * another text than the file's of now.
 */
export function keptFor({ database: { db }, say }: Pick<Session, 'database' | 'say'>, year: number): NonNullable<Finding['kept']> {
  return async (named, loaded) => {
    if (named.startsWith('sm3:')) return keptScheme(db, named);
    const published = await publishedDigest(db, named, year);
    if (published === undefined || published === loaded?.digest) return undefined;
    say(`${named} 的 ${year} 年度评价已按 ${published} 公布，仍按该文本评价；文件${loaded ? `现为 ${loaded.digest}` : '已不在'}`);
    return keptScheme(db, published);
  };
}

/** What was kept of a scheme that is named by the digest of its text; the database is opened only for that. */
export function keptByDigest(call: Call): NonNullable<Finding['kept']> {
  return async (named) => (named.startsWith('sm3:') ? withSession(call, ({ database }) => keptScheme(database.db, named)) : undefined);
}
