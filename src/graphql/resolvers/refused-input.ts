import { Refusal } from '../../access/refusal.js';
import { CalendarMissing } from '../../policy/calendar.js';
import { issue, RoundRefused, RoundUnknown, type RoundIssue } from '../../round/refused.js';
import { printable } from '../../handover/printable.js';
import type { ResolversTypes } from '../__generated__/resolvers.js';

type RefusedInput = Awaited<ResolversTypes['RefusedInput']> & { readonly __typename: 'RefusedInput' };

/**
 * What a mutation answers that did nothing.
 * @param flaws each begins with the argument that it is about, up to a colon (：)
 */
export function refusedInput(message: string, flaws: readonly string[] = []): RefusedInput {
  const issues = flaws.map((flaw) => ({
    code: 'BAD_USER_INPUT',
    line: null,
    column: flaw.split('：')[0] ?? null,
    found: null,
    message: printable(flaw),
  }));
  return { __typename: 'RefusedInput', message: printable(message), issues };
}

/**
 * What is done in a round, or why it is not: each thing in the way with its code (ROUND.md, The API).
 * @throws Refusal NOT_FOUND for what is not there
 */
export async function refusedRound<T>(act: () => Promise<T>): Promise<T | RefusedInput> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof RoundUnknown) throw new Refusal('NOT_FOUND', printable(error.message), { cause: error });
    if (error instanceof CalendarMissing) return refusedAs([issue('NOT_READY', 'calendar', error.message)]);
    if (error instanceof RoundRefused) return refusedAs(error.issues);
    throw error;
  }
}

function refusedAs(found: readonly RoundIssue[]): RefusedInput {
  const issues = found.map(({ code, found: about = null, message }) => ({
    ...{ code, line: null, column: null },
    found: about === null ? null : printable(about),
    message: printable(message),
  }));
  return { __typename: 'RefusedInput', message: printable(found.map(({ message }) => message).join('；')), issues };
}
