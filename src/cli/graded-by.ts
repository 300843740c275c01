import type { Command } from 'commander';
import { publications, type Publication } from '../assessment/publications.js';
import { publicationNumber, wholeYear } from './arguments.js';
import { Refused } from './exit.js';
import type { Session } from './session.js';

/** Whose grades a command works by. */
export interface GradedByOptions {
  readonly publication?: number;
  readonly scheme?: string;
  readonly year?: number;
}

/** The grades that were named: a scheme by id, file or digest, its year, and a publication with its data version. */
export interface NamedGrades {
  readonly scheme: string;
  readonly year: number;
  /** Undefined: grades on the fly (试算). */
  readonly publication: Publication | undefined;
}

export const PUBLICATION_OPTION = [
  '--publication <id>',
  '按第几号公布的类别：用公布时的文本和数据版本，不受此后报送影响',
  publicationNumber,
] as const;

/** Lets a command be told whose grades: of a publication, or of a scheme and year on the fly. */
export function withGrades(command: Command): Command {
  return command
    .option(...PUBLICATION_OPTION)
    .option('--scheme <id or file>', '按此办法的类别即时评价（试算）')
    .option('--year <year>', '年度', wholeYear);
}

/** Ends as a wrong call where neither a publication nor a scheme with its year is named. */
export function mustNameGrades({ publication, scheme, year }: GradedByOptions, command: Command): void {
  if (publication === undefined && (scheme === undefined || year === undefined)) {
    command.error('请用 --publication 给出第几号公布，或同时用 --scheme 和 --year');
  }
}

/** @throws Refused where there is no such publication, or the scheme or year beside it is another */
export async function namedGrades({ database }: Pick<Session, 'database'>, options: GradedByOptions): Promise<NamedGrades> {
  const { publication: id, scheme, year } = options;
  if (id === undefined) return { scheme: scheme!, year: year!, publication: undefined };
  const found = (await publications(database.db)).find((each) => each.id === id);
  if (!found) throw new Refused(`没有第 ${id} 号公布；muhub publications 可列出`);
  if ((scheme !== undefined && ![found.schemeId, found.digest].includes(scheme)) || (year ?? found.year) !== found.year) {
    throw new Refused(`第 ${id} 号公布的是 ${found.schemeId} 的 ${found.year} 年度评价，与 --scheme、--year 不符；请去掉它们，或改成一致`);
  }
  return { scheme: found.digest, year: found.year, publication: found };
}
