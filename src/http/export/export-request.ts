import type { GraphQLSchema } from 'graphql';
import { Refusal } from '../../access/refusal.js';
import { checkRanges } from '../../graphql/argument-ranges.js';
import type { Exportable } from './exportable.js';
import type { Encoding } from './table-file.js';
import type { QueryParameters } from '../query-string.js';
import { checkedVariables, parametersAsVariables, type Variables } from './variables.js';

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
 * Reads the request: out of the query string form and variables, or out of a JSON body, which is the variables themselves
 * or `{ "variables": …, "headers": …, "encoding": … }`; a request has one of the two.
 * @throws Refusal BAD_USER_INPUT
 */
export function exportRequest(schema: GraphQLSchema, { plan }: Exportable, query: QueryParameters, body: unknown): ExportRequest {
  const { headers, encoding, ...parameters } = query;
  const sent = inBody(body);
  const form = { headers: chosen('headers', headers ?? sent.headers), encoding: chosen('encoding', encoding ?? sent.encoding) };
  const given = { ...parametersAsVariables(schema, plan.operation, parameters), ...sent.variables };
  const variables = checkedVariables(schema, plan.operation, given);
  checkRanges(variables);
  return { form, given, variables };
}

function chosen<K extends keyof typeof FORMS>(name: K, given: unknown): (typeof FORMS)[K][number] {
  const known: readonly (typeof FORMS)[K][number][] = FORMS[name];
  const found = given === undefined ? known[0] : known.find((each) => each === String(given).toLowerCase());
  if (!found) throw new Refusal('BAD_USER_INPUT', `参数 ${name} 应为 ${known.join('、')} 之一`);
  return found;
}

function inBody(body: unknown): { readonly variables: Variables; readonly headers?: unknown; readonly encoding?: unknown } {
  if (body === undefined || body === null) return { variables: {} };
  if (!isRecord(body)) throw notVariables();
  if (body.variables === undefined) return { variables: body };
  const { variables, headers, encoding, ...others } = body;
  if (Object.keys(others).length > 0 || !isRecord(variables ?? {})) throw notVariables();
  return { variables: (variables ?? {}) as Variables, headers, encoding };
}

function notVariables(): Refusal {
  return new Refusal('BAD_USER_INPUT', '正文应为 JSON 对象：变量名到值，或 {"variables": {…}, "headers": "zh", "encoding": "gb18030"}');
}

function isRecord(value: unknown): value is Variables {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
