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
