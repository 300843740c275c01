import { execute, type GraphQLError, type GraphQLSchema } from 'graphql';
import type { Context } from '../../graphql/context.js';
import { forgetLoaded } from '../../graphql/loaders.js';
import type { TablePlan } from './table-plan.js';
import type { Variables } from './variables.js';

/** Rows of a page: as many as a list gives at once. */
const PAGE = 500;

/** An answer that carries errors: no file is made of part of it. */
export class AnswerFailed extends Error {
  constructor(readonly errors: readonly GraphQLError[]) {
    super('the answer carries errors');
  }
}

/** What an answer is asked with. */
export interface Asking {
  readonly schema: GraphQLSchema;
  readonly context: Context;
  readonly variables: Variables;
  /** Told before each page; throws to stop. */
  readonly goOn: () => void;
}

/**
 * The answer to a document, page after page where it is a list in pages, all at the data version that the context began
 * with. `first`, if given, is how much of the list is wanted in all.
 * @throws AnswerFailed
 */
export async function* answerPages({ document, paging }: TablePlan, { schema, context, variables, goOn }: Asking): AsyncGenerator<unknown> {
  let left = wanted(paging && variables[paging.first]);
  let after = paging && variables[paging.after];
  for (;;) {
    goOn();
    const page = paging ? { [paging.first]: Math.min(left, PAGE), [paging.after]: after } : {};
    const { data, errors } = await execute({ schema, document, contextValue: context, variableValues: { ...variables, ...page } });
    if (errors) throw new AnswerFailed(errors);
    yield data;
    if (!paging) return;
    left -= PAGE;
    const info = pageInfo(data, paging.path);
    if (!info?.hasNextPage || left <= 0) return;
    after = info.endCursor;
    forgetLoaded(context.loaders);
  }
}

function wanted(first: unknown): number {
  return typeof first === 'number' ? first : Number.POSITIVE_INFINITY;
}

function pageInfo(
  data: unknown,
  path: readonly string[],
): { readonly hasNextPage: boolean; readonly endCursor: string | null } | undefined {
  const connection = path.reduce((at, key) => (at as Record<string, unknown> | null | undefined)?.[key], data);
  return (connection as { pageInfo?: { hasNextPage: boolean; endCursor: string | null } } | null | undefined)?.pageInfo;
}
