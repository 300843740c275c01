import type { GraphQLSchema } from 'graphql';
import { couldBeGiven } from '../../access/decision.js';
import type { Context } from '../../graphql/context.js';
import { notFor } from '../../graphql/own-queries.js';
import type { Exportable } from './exportable.js';
import { FORMAT_NAMES } from './formats.js';
import { listedVariables } from './listed-variables.js';

/** What a listing is made from. */
interface Asking {
  readonly schema: GraphQLSchema;
  readonly context: Context;
}

/** The documents that a viewer may have as files: what each answers, what it takes, and its columns. */
export function listing(documents: ReadonlyMap<string, Exportable>, { schema, context }: Asking) {
  // A figure of several departments may be given in some rows.
  const mayTake = (coordinate: string) => couldBeGiven(context.access.of(coordinate));
  const mine = [...documents.values()].filter(({ document }) => !notFor(context.viewer, document.notes));
  return {
    documents: mine.map(({ document, plan }) => ({
      name: document.name,
      title: document.notes.title ?? null,
      digest: `sha256:${document.hash}`,
      urls: FORMAT_NAMES.map((format) => `/q/${document.name}.${format}`),
      variables: listedVariables(plan, schema),
      columns: plan.columns.map(({ name, title, type, description, coordinates }) => ({
        ...{ name, title, type, description: description ?? null },
        withheld: coordinates.some((coordinate) => !mayTake(coordinate)),
      })),
    })),
    options: { headers: ['en', 'zh'], encoding: ['utf-8', 'gb18030'] },
  };
}
