import { getOperationAST, type DocumentNode } from 'graphql';
import { Refusal } from '../access/refusal.js';
import { readJson } from './json-text.js';
import type { QueryParameters } from './query-string.js';
import { documentHash, type TrustedDocuments } from '../graphql/trusted-documents.js';

/** An operation that is asked for: the one reading of a request that is checked, put on record and run. */
export interface GraphqlRequest {
  /** The document in full, a trusted one that was named included. */
  readonly text: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
}

/** The headers of which any shows that no form of another site sent a GET; browsers send them only after asking. */
const NOT_A_FORM = ['apollo-require-preflight', 'x-apollo-operation-name'];

/**
 * The operation that the parameters of a GET ask for, as GraphQL over HTTP has them: `variables` and `extensions` are JSON.
 * @throws Refusal BAD_USER_INPUT or DOCUMENT_NOT_TRUSTED with the reason
 */
export function requestInAddress(
  parameters: QueryParameters,
  headers: Readonly<Record<string, unknown>>,
  trusted: TrustedDocuments,
): GraphqlRequest {
  if (!NOT_A_FORM.some((name) => typeof headers[name] === 'string' && headers[name] !== '')) {
    throw new Refusal(
      'BAD_USER_INPUT',
      '无法确认请求不是其他网站冒用的（CSRF），已拒绝。请用 POST 并注明 Content-Type: application/json；GET 须带请求头 apollo-require-preflight: 1',
    );
  }
  const { variables, extensions, ...rest } = parameters;
  const json = (text: string | undefined, name: string) => (text === undefined ? {} : { [name]: readJson(text, `参数 ${name} `) });
  return requestInBody({ ...rest, ...json(variables, 'variables'), ...json(extensions, 'extensions') }, trusted);
}

/**
 * The operation that a JSON body asks for: `query`, or a trusted document by its hash, as Apollo's clients name it
 * (`extensions.persistedQuery.sha256Hash`) or GraphQL over HTTP does (`documentId`); both only where they are the same.
 * @throws Refusal BAD_USER_INPUT or DOCUMENT_NOT_TRUSTED with the reason
 */
export function requestInBody(body: unknown, trusted: TrustedDocuments): GraphqlRequest {
  if (!isRecord(body)) throw new Refusal('BAD_USER_INPUT', '请求有误：正文应为 {"query": "…", "variables": {…}} 形式的 JSON，一次一个查询');
  const { query, documentId, operationName, variables, extensions } = body;
  const text = given(query, 'query', isText);
  return {
    text: documentOf(text, namedDocument(documentId, extensions), trusted),
    operationName: given(operationName, 'operationName', isText) || undefined,
    variables: given(variables, 'variables', isRecord),
  };
}

/** A write that was asked for by GET; answered with 405. */
export class OnlyByPost extends Refusal {
  constructor() {
    super('BAD_USER_INPUT', 'GET 只能查询；写入请用 POST');
  }
}

/**
 * Refuses a GET that asks for anything but a query: addresses are followed, kept and repeated without asking.
 * @throws OnlyByPost
 */
export function checkReadOnly(document: DocumentNode, operationName: string | undefined): void {
  const operation = getOperationAST(document, operationName);
  if (operation && operation.operation !== 'query') throw new OnlyByPost();
}

function documentOf(text: string | undefined, named: string | undefined, trusted: TrustedDocuments): string {
  if (named === undefined) {
    if (text === undefined || text === '')
      throw new Refusal('BAD_USER_INPUT', '请求有误：缺少 query（查询文档），也没有写明登记文档的 documentId');
    return text;
  }
  const hash = named.replace(/^sha256:/, '');
  if (text !== undefined && documentHash(text) !== hash)
    throw new Refusal('BAD_USER_INPUT', '请求有误：query 与所写的文档编号不是同一份文档');
  const found = text ?? trusted.byHash(hash)?.text;
  if (found === undefined) throw new Refusal('DOCUMENT_NOT_TRUSTED', '没有这份登记的查询文档');
  return found;
}

/** The hash by which a document is named; two that differ are two documents. */
function namedDocument(documentId: unknown, extensions: unknown): string | undefined {
  const persisted = given(given(extensions, 'extensions', isRecord)?.persistedQuery, 'extensions.persistedQuery', isRecord);
  const byClient = given(persisted?.sha256Hash, 'extensions.persistedQuery.sha256Hash', isText);
  const byHttp = given(documentId, 'documentId', isText);
  if (byClient !== undefined && byHttp !== undefined && byClient !== byHttp.replace(/^sha256:/, ''))
    throw new Refusal('BAD_USER_INPUT', '请求有误：documentId 与 extensions.persistedQuery 写的不是同一份文档');
  return byHttp ?? byClient;
}

/** A part of a request, if there is one. @throws Refusal BAD_USER_INPUT where it is of another kind */
function given<T>(value: unknown, name: string, is: (value: unknown) => value is T): T | undefined {
  if (value === undefined || value === null) return undefined;
  if (!is(value)) throw new Refusal('BAD_USER_INPUT', `请求有误：${name} 应为${is === (isText as unknown) ? '文字' : 'JSON 对象'}`);
  return value;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
