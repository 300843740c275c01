import { GraphQLError, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { Limits } from '../../config/limits.js';
import { extentOf } from './cost.js';
import { hold } from './exceeded.js';
import { checkText } from './lexical.js';
import { shapeOf } from './shape.js';

/** An operation as it was sent. */
export interface Asked {
  readonly text: string;
  readonly operationName?: unknown;
  readonly variables?: unknown;
}

/**
 * Holds an operation to the limits, before it is validated: validation itself can be made slow. What cannot be parsed
 * passes, for the parser to refuse.
 * @returns the document, where it can be parsed
 * @throws LimitExceeded naming the first limit that is exceeded, and by how much
 */
export function checkLimits({ text, operationName, variables }: Asked, schema: GraphQLSchema, limits: Limits): DocumentNode | undefined {
  checkText(text, limits);
  const document = parsed(text);
  if (!document) return undefined;
  const shape = shapeOf(document);
  for (const limit of ['directivesAtOnePlace', 'directives', 'aliases', 'duplicates', 'spreads'] as const)
    hold(limits, limit, shape[limit]);
  const name = typeof operationName === 'string' && operationName !== '' ? operationName : undefined;
  const extent = extentOf(document, name, schema, isRecord(variables) ? variables : {});
  for (const limit of ['rootFields', 'depth', 'introspectionLists', 'cost'] as const) hold(limits, limit, extent[limit]);
  return document;
}

function parsed(text: string): DocumentNode | undefined {
  try {
    return parse(text, { noLocation: true });
  } catch (error) {
    if (error instanceof GraphQLError) return undefined;
    throw error;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
