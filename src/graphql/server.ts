import { HeaderMap } from '@apollo/server';
import { fastify, type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Grant } from '../access/grants.js';
import { Refusal, type ErrorCode } from '../access/refusal.js';
import type { Viewer } from '../access/viewer.js';
import type { Recorder } from '../audit/trail.js';
import { createApollo } from './apollo.js';
import { countyDay, createContext } from './context.js';
import { errorBody, mask, statusOf } from './errors.js';
import { GRAPHIQL_POLICY, graphiqlPage } from './graphiql.js';
import type { Hub } from './hub.js';
import { onRecord } from './on-record.js';
import { checkDocument, type Mode } from './own-queries.js';
import { RuleBook } from './rule-book.js';
import { createSchema } from './schema.js';
import { shippedDocuments, withDocument, type TrustedDocuments } from './trusted-documents.js';

const BODY_LIMIT = 1024 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_TIMEOUT_MS = 10_000;
const KEEP_ALIVE_MS = 15_000;
/** An upload that is too large is read to its end before it is refused, up to here, so that its sender hears the answer. */
const DRAIN_LIMIT = 64 * 1024 * 1024;

export interface ServerOptions {
  readonly hub: Hub;
  /** Where every request is put on record. */
  readonly trail: Recorder;
  readonly log: Logger;
  readonly mode: Mode;
  /** @throws Refusal UNAUTHENTICATED */
  readonly verify: (authorization: string | undefined) => Promise<Viewer>;
  /** What may be run without the right to write queries of one's own; the documents that ship unless told. */
  readonly trusted?: TrustedDocuments;
  /** What each role was granted; the sample grants unless told. */
  readonly grants?: readonly Grant[];
  readonly clock?: () => Date;
}

/**
 * The HTTP side of the hub: /graphql, /graphiql, /healthz, /readyz, and JSON errors for everything else.
 * @returns a fastify instance, ready to listen; closing it answers what is under way first
 */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { hub, trail, log, mode, verify, trusted = shippedDocuments(), grants, clock = () => new Date() } = options;
  const { schema, register } = createSchema();
  const rules = new RuleBook(register, grants);
  const apollo = createApollo(schema, mode, log);
  await apollo.start();
  const server = fastify({
    // Requests hold tokens and credit codes: what is logged is said in this house, never by the framework.
    logger: false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: 2 * REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    http: { headersTimeout: HEADERS_TIMEOUT_MS },
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
    frameworkErrors: (error, _, reply) => void answerError(error, reply, log),
    clientErrorHandler: (_, socket) => {
      if (socket.writable) socket.end(rawAnswer(400, errorBody('BAD_USER_INPUT', 'HTTP 请求有误，无法解析')));
    },
  });
  const viewers = new WeakMap<FastifyRequest, Viewer>();
  let closing = false;
  server.addHook('preClose', async () => void (closing = true));
  // A connection kept alive would hold the closing up until it times out.
  server.addHook('onSend', async (_, reply) => void (closing && reply.header('connection', 'close')));
  server.addHook('onClose', () => apollo.stop());
  server.setErrorHandler<FastifyError>(async (error, request, reply) => {
    if (error.statusCode === 413) await drained(request);
    return answerError(error, reply, log);
  });
  server.setNotFoundHandler((request, reply) => reply.code(404).send(errorBody('NOT_FOUND', `没有这个地址：${request.url.split('?')[0]}；查询请用 /graphql`)));

  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: async (request) => {
      viewers.set(request, await verify(request.headers.authorization));
    },
    handler: async (request, reply) => {
      const viewer = viewers.get(request)!;
      const sent = withDocument(request.body, trusted);
      const text = documentOf(request.method === 'GET' ? request.query : sent);
      const { body, status, headers } = await onRecord(trail, { viewer, client: request.ip, text }, async (trace) => {
        if (text !== undefined) checkDocument(text, viewer, mode, trusted);
        const now = clock();
        const { version, grants: given } = await hub.standing();
        const may = rules.at(given, countyDay(now));
        return apollo.executeHTTPGraphQLRequest({
          httpGraphQLRequest: {
            method: request.method,
            headers: headerMap(request),
            search: new URL(request.url, 'http://hub').search,
            body: sent,
          },
          context: async () => createContext(hub, { may, version, now }, viewer, trace),
        });
      });
      for (const [name, value] of headers) reply.header(name, value);
      reply.header('cache-control', 'no-store').code(status ?? 200);
      return reply.send(body.kind === 'complete' ? body.string : '');
    },
  });
  server.route({
    method: ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'],
    url: '/graphql',
    handler: async (_, reply) =>
      reply.code(405).header('allow', 'GET, POST').send(errorBody('BAD_USER_INPUT', '/graphql 只接受 GET 和 POST')),
  });
  server.get('/graphiql', async (_, reply) =>
    reply
      .header('content-security-policy', GRAPHIQL_POLICY)
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer')
      .type('text/html; charset=utf-8')
      .send(graphiqlPage()),
  );
  server.get('/healthz', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_, reply) => {
    try {
      await hub.ready();
      return { status: 'ready' };
    } catch (error) {
      const { message, errorId } = mask(error, log);
      return reply.code(503).send(errorBody('SOURCE_UNAVAILABLE', message, errorId));
    }
  });
  return server;
}

/** The text of the query, from wherever GraphQL over HTTP lets it stand; undefined where there is none. */
function documentOf(from: unknown): string | undefined {
  if (typeof from !== 'object' || from === null || !('query' in from)) return undefined;
  return typeof from.query === 'string' ? from.query : undefined;
}

function headerMap(request: FastifyRequest): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

const HTTP_ERRORS: Record<number, readonly [ErrorCode, string]> = {
  400: ['BAD_USER_INPUT', '请求有误：正文应为 {"query": "…", "variables": {…}} 形式的 JSON'],
  413: ['LIMIT_EXCEEDED', `请求过大：正文不能超过 ${BODY_LIMIT / 1024 / 1024} MB，请缩小查询或分批提交`],
  414: ['LIMIT_EXCEEDED', '网址过长，请改用 POST 提交查询'],
  415: ['BAD_USER_INPUT', 'Content-Type 应为 application/json'],
};

function answerError(error: Error & { statusCode?: number }, reply: FastifyReply, log: Logger) {
  if (error instanceof Refusal) {
    const errorId = error.cause === undefined ? undefined : mask(error.cause, log).errorId;
    return reply.code(statusOf(error.code)).send(errorBody(error.code, error.message, errorId));
  }
  const status = error.statusCode ?? 500;
  const known = HTTP_ERRORS[status] ?? (status < 500 ? HTTP_ERRORS[400] : undefined);
  if (known) return reply.code(status).send(errorBody(...known));
  const { code, message, errorId } = mask(error, log);
  return reply.code(code === 'SOURCE_UNAVAILABLE' ? 503 : 500).send(errorBody(code, message, errorId));
}

/** Reads on what is still being sent, so that the answer is not lost with the connection. */
async function drained({ raw }: FastifyRequest): Promise<void> {
  if (Number(raw.headers['content-length'] ?? 0) > DRAIN_LIMIT) return;
  let read = 0;
  await new Promise<void>((resolve) => {
    raw.on('data', (chunk: Buffer) => {
      read += chunk.length;
      if (read > DRAIN_LIMIT) resolve();
    });
    raw.once('end', resolve).once('close', resolve).once('error', () => resolve());
    raw.resume();
    if (raw.readableEnded || raw.destroyed) resolve();
  });
}

function rawAnswer(status: number, body: object): string {
  const text = JSON.stringify(body);
  return `HTTP/1.1 ${status} Bad Request\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${text}`;
}
