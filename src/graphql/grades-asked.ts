import { Refusal } from '../access/refusal.js';
import type { AssessmentView } from '../assessment/views.js';
import type { Context } from './context.js';
import type { NamedPublication } from './published.js';

/** Whose grades a question about money is by: a publication, or a scheme and year on the fly (试算). */
export interface GradesAsked extends NamedPublication {
  readonly asOf?: Date | null;
}

/**
 * The grades that money is asked by, and the data version that the question is of.
 * @throws Refusal BAD_USER_INPUT where neither a publication nor a scheme with its year is named, or both and they differ;
 * NOT_FOUND
 */
export async function gradesAsked(
  { asOf, ...named }: GradesAsked,
  context: Context,
): Promise<{ readonly assessed: AssessmentView; readonly knownAt: number }> {
  const knownAt = await context.version(asOf);
  const made = await context.published.asked(named);
  if (made) return { assessed: await context.published.of(made), knownAt };
  const { scheme, year } = both(named);
  const assessed = await context.assess(scheme, year, knownAt);
  return { assessed, knownAt };
}

/** Which lists are asked for: those that follow a publication, or every one of a scheme and year. @throws Refusal as {@link gradesAsked} */
export async function listsAsked(
  named: NamedPublication,
  context: Context,
): Promise<{ readonly scheme: string; readonly year: number; readonly publication: number | null }> {
  const made = await context.published.asked(named);
  if (made) return { scheme: made.schemeId, year: made.year, publication: made.id };
  return { ...both(named), publication: null };
}

function both({ scheme, year }: NamedPublication): { readonly scheme: string; readonly year: number } {
  if (typeof scheme === 'string' && typeof year === 'number') return { scheme, year };
  throw new Refusal('BAD_USER_INPUT', '请给出 publication（第几号公布），或同时给出 scheme 和 year');
}
