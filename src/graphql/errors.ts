import { randomUUID } from 'node:crypto';
import { ApolloServerErrorCode, ApolloServerValidationErrorCode, unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { ERROR_CODES, Refusal, type ErrorCode } from '../access/refusal.js';
import { SourceUnavailable } from '../db/apart/source-unavailable.js';
import { CutOffError } from '../db/cut-off.js';
import { PoolExhausted } from '../db/pool-exhausted.js';
import { printable } from '../handover/printable.js';

const STATUS: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  DOCUMENT_NOT_TRUSTED: 403,
  SOURCE_UNAVAILABLE: 503,
};

/** The HTTP status of a request that is refused before it is executed; afterwards it is 200. */
export function statusOf(code: ErrorCode): number {
  return STATUS[code] ?? 400;
}

const FRAMEWORK: Record<string, readonly [ErrorCode, string]> = {
  [ApolloServerErrorCode.GRAPHQL_PARSE_FAILED]: ['GRAPHQL_PARSE_FAILED', '查询语法有误'],
  [ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED]: ['GRAPHQL_VALIDATION_FAILED', '查询与接口不符'],
  [ApolloServerErrorCode.BAD_USER_INPUT]: ['BAD_USER_INPUT', '变量有误'],
  [ApolloServerErrorCode.BAD_REQUEST]: ['BAD_USER_INPUT', '请求有误'],
  [ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE]: ['BAD_USER_INPUT', '请求有误'],
  [ApolloServerErrorCode.PERSISTED_QUERY_NOT_FOUND]: ['DOCUMENT_NOT_TRUSTED', '没有这份登记的查询文档'],
  [ApolloServerErrorCode.PERSISTED_QUERY_NOT_SUPPORTED]: ['DOCUMENT_NOT_TRUSTED', '没有这份登记的查询文档'],
  [ApolloServerValidationErrorCode.MAX_RECURSIVE_SELECTIONS_EXCEEDED]: ['LIMIT_EXCEEDED', '查询过大'],
};

/**
 * Of a database that cannot be reached, goes away, is full or takes no writing: PostgreSQL's classes 08, 53 and 57P, a
 * statement that it stopped, and the sockets under it.
 */
const UNAVAILABLE = /^(08|53|57P|25006|57014|55P03|ECONN|ETIMEDOUT|EPIPE|ENOTFOUND|EHOSTUNREACH)/;

/** A connection that was lost on the way: pg gives these no code. */
const LOST = /^(Client has encountered a connection error|Connection terminated)/;

/** A refusal before execution as Apollo carries it. */
export function toGraphQLError(refusal: Refusal): GraphQLError {
  return new GraphQLError(refusal.message, {
    originalError: refusal,
    extensions: { code: refusal.code, http: { status: statusOf(refusal.code) } },
  });
}

/** An answer that is nothing but one error. */
export function errorBody(code: ErrorCode, message: string, errorId?: string) {
  return { errors: [{ message: shown(message), extensions: { code, ...(errorId ? { errorId } : {}) } }] };
}

/**
 * What a caller learns of an error: our own refusals as they stand, GraphQL's with a word before them, and of everything
 * else that it happened, with the id under which the log has more.
 */
export function errorFormatter(log: Logger) {
  const format = (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const cause = unwrapResolverError(thrown);
    const where = { locations: formatted.locations, path: formatted.path };
    // Said once, by who cut it off.
    if (cause instanceof CutOffError) return { message: '', extensions: { code: 'LIMIT_EXCEEDED' } };
    const down = SourceUnavailable.in(cause);
    if (down) return { message: down.message, ...where, extensions: { code: down.code, department: down.department } };
    const full = PoolExhausted.in(cause);
    if (full) return { message: full.message, ...where, extensions: { code: full.code, retryAfter: full.retryAfter } };
    if (cause instanceof Refusal) return { message: cause.message, ...where, extensions: { code: cause.code } };
    const known = FRAMEWORK[String(formatted.extensions?.code)];
    if (known && cause instanceof GraphQLError) {
      const tooLong = /Document contains more tha[nt] \d+ tokens/.test(formatted.message);
      const [code, word] = tooLong ? (['LIMIT_EXCEEDED', '查询过长'] as const) : known;
      return { message: `${word}：${plain(formatted.message)}`, ...where, extensions: { code } };
    }
    if (isOurs(formatted)) return { message: formatted.message, ...where, extensions: { code: formatted.extensions?.code } };
    const { code, message, errorId } = mask(cause, log);
    return { message, ...where, extensions: { code, errorId } };
  };
  return (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const error = format(formatted, thrown);
    return { ...error, message: shown(error.message) };
  };
}

/** No message says more: what stands in it beyond is what was sent. */
const MOST_SHOWN = 4_000;

/** A message as it leaves: what was sent may stand in it, and is neither acted on nor sent back whole. */
function shown(message: string): string {
  const text = printable(message, '\n');
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

/** Logs an error without the values it may hold, and gives what a caller may know of it. */
export function mask(cause: unknown, log: Logger): { code: ErrorCode; message: string; errorId: string } {
  const errorId = randomUUID();
  const chain = causes(cause);
  const code = chain.map(({ code }) => code).find((each) => each !== undefined);
  log.error({ errorId, causes: chain }, 'request failed');
  return (code !== undefined && UNAVAILABLE.test(code)) || isLost(cause)
    ? { code: 'SOURCE_UNAVAILABLE', message: '数据库暂不可用，请稍后重试；若持续出现，请联系系统管理员检查数据库', errorId }
    : { code: 'INTERNAL', message: `内部错误，请将编号 ${errorId} 告知系统管理员`, errorId };
}

function isLost(error: unknown): boolean {
  return error instanceof Error && (LOST.test(error.message) || isLost(error.cause));
}

/** What a name might have been is part of the schema, which is not everybody's to ask for; Apollo leaves it in some. */
function plain(message: string): string {
  return message.replace(/ ?Did you mean [^?]*\?/g, '');
}

function isOurs(formatted: GraphQLFormattedError): boolean {
  const code = formatted.extensions?.code;
  return code !== 'INTERNAL' && ERROR_CODES.some((known) => known === code);
}

/** The classes, codes and frames of an error and what caused it: never messages, which hold SQL and parameter values. */
function causes(error: unknown): { name: string; code: string | undefined; frames: string[] }[] {
  const chain = [];
  for (let at = error; at instanceof Error && chain.length < 5; at = at.cause) {
    const code = 'code' in at && typeof at.code === 'string' ? at.code : undefined;
    const frames = (at.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
    chain.push({ name: at.name, code, frames: frames.slice(0, 8).map(withoutFolder) });
  }
  return chain;
}

function withoutFolder(frame: string): string {
  return frame.trim().replace(/(file:\/\/)?[^\s()]*\/(?=[^/]+$)/, '');
}
