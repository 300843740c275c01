import type { GraphQLSchema } from 'graphql';
import { Refusal } from '../access/refusal.js';
import type { Exportable } from './exportable.js';
import type { Encoding } from './table-file.js';
import { checkedVariables, parametersAsVariables, type Parameters, type Variables } from './variables.js';

/** How a file is wanted. */
export interface Form {
  readonly headers: 'en' | 'zh';
  readonly encoding: Encoding;
}

/** What is asked for besides the document and the format. */
export interface ExportRequest {
  readonly form: Form;
  /** As the operation takes them. */
  readonly variables: Variables;
  /** As they were given, for the execution to read. */
  readonly given: Variables;
}

const FORMS = { headers: ['en', 'zh'], encoding: ['utf-8', 'gb18030'] } as const;

/**
 * Reads the request: the form out of the query string, the variables out of it or out of a JSON body, which is the
 * variables themselves or `{ "variables": … }`.
 * @throws Refusal BAD_USER_INPUT
 */
export function exportRequest(schema: GraphQLSchema, { plan }: Exportable, query: Parameters, body: unknown): ExportRequest {
  const { headers, encoding, ...parameters } = query;
  const form = { headers: chosen('headers', headers), encoding: chosen('encoding', encoding) };
  const given = { ...parametersAsVariables(schema, plan.operation, parameters), ...variablesIn(body) };
  return { form, given, variables: checkedVariables(schema, plan.operation, given) };
}

function chosen<K extends keyof typeof FORMS>(name: K, given: string | readonly string[] | undefined): (typeof FORMS)[K][number] {
  const known: readonly (typeof FORMS)[K][number][] = FORMS[name];
  const found = given === undefined ? known[0] : known.find((each) => each === String(given).toLowerCase());
  if (!found) throw new Refusal('BAD_USER_INPUT', `参数 ${name} 应为 ${known.join('、')} 之一`);
  return found;
}

function variablesIn(body: unknown): Variables {
  if (body === undefined || body === null) return {};
  if (typeof body !== 'object' || Array.isArray(body)) throw new Refusal('BAD_USER_INPUT', '正文应为 JSON 对象：变量名到值，或 {"variables": {…}}');
  const { variables, ...others } = body as { variables?: unknown };
  if (variables === undefined || Object.keys(others).length > 0) return body as Variables;
  return variablesIn(variables);
}
