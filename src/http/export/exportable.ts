import { parse, validate, type GraphQLSchema } from 'graphql';
import type { DocumentProblem, TrustedDocument, TrustedDocuments } from '../../graphql/trusted-documents.js';
import { NoTable } from './selected-fields.js';
import { tablePlan, type TablePlan } from './table-plan.js';

/** A registered document whose answer can be had as a table. */
export interface Exportable {
  readonly document: TrustedDocument;
  readonly plan: TablePlan;
}

/** Those of the documents whose notes say what their rows are, by name; the rest are for GraphQL alone. */
export function exportables(schema: GraphQLSchema, trusted: TrustedDocuments): ReadonlyMap<string, Exportable> {
  const found = trusted.all.flatMap((document): [string, Exportable][] => {
    if (document.notes.rows === undefined || problemsOf(schema, document).length > 0) return [];
    return [[document.name, { document, plan: tablePlan(schema, parse(document.text), document.notes.rows) }]];
  });
  return new Map(found);
}

/** What keeps registered documents from being run on a schema, or from being the tables that their notes promise. */
export function documentProblems(schema: GraphQLSchema, trusted: TrustedDocuments): readonly DocumentProblem[] {
  return trusted.all.flatMap((document) => problemsOf(schema, document).map((message) => ({ file: `${document.name}.graphql`, message })));
}

function problemsOf(schema: GraphQLSchema, { text, notes }: TrustedDocument): readonly string[] {
  const document = parse(text);
  const wrong = validate(schema, document).map(
    ({ message, locations }) => `第 ${locations?.[0]?.line ?? 1} 行第 ${locations?.[0]?.column ?? 1} 列：${message}`,
  );
  if (wrong.length > 0 || notes.rows === undefined) return wrong;
  try {
    tablePlan(schema, document, notes.rows);
    return [];
  } catch (error) {
    if (error instanceof NoTable) return [error.message];
    throw error;
  }
}
