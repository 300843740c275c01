import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Refusal, type ErrorCode } from '../access/refusal.js';
import type { Limits } from '../config/limits.js';
import { SourceUnavailable } from '../db/apart/source-unavailable.js';
import { PoolExhausted } from '../db/pool-exhausted.js';
import { errorBody, mask, statusOf } from '../graphql/errors.js';
import { OnlyByPost } from './graphql-request.js';
import { LimitExceeded } from '../graphql/limits/exceeded.js';

/** An upload that is too large is read to its end before it is refused, up to here, so that its sender hears the answer. */
const DRAIN_LIMIT = 64 * 1024 * 1024;
/** How long a connection that is given up may take to hear why. */
const HEARD_MS = 1_000;

/** Answers, in JSON and with a code of the closed list, what a request ended with instead of a result. */
export function errorAnswers(log: Logger, { bodyKilobytes, headerSeconds, requestSeconds }: Limits) {
  const known: Record<number, readonly [ErrorCode, string]> = {
    400: ['BAD_USER_INPUT', '请求有误：正文应为 {"query": "…", "variables": {…}} 形式的 JSON'],
    408: ['LIMIT_EXCEEDED', `请求到达过慢：请求头须在 ${headerSeconds} 秒内、整个请求须在 ${requestSeconds} 秒内到达；请检查网络后重试`],
    413: ['LIMIT_EXCEEDED', `请求过大：正文不能超过 ${size(bodyKilobytes)}，请缩小查询或分批提交`],
    414: ['LIMIT_EXCEEDED', '网址过长，请改用 POST 提交查询'],
    415: ['BAD_USER_INPUT', 'Content-Type 应为 application/json'],
    431: ['LIMIT_EXCEEDED', '请求头过大：不能超过 16 KB，请去掉多余的请求头'],
  };

  const answer = (error: Error & { statusCode?: number }, reply: FastifyReply) => {
    if (error instanceof LimitExceeded) return exceeded(error, reply);
    if (error instanceof OnlyByPost) return reply.code(405).header('allow', 'POST').send(errorBody(error.code, error.message));
    const down = SourceUnavailable.in(error);
    if (down) return reply.code(statusOf(down.code)).send(errorBody(down.code, down.message));
    const full = PoolExhausted.in(error);
    if (full) {
      return reply.code(statusOf(full.code)).header('retry-after', String(full.retryAfter)).send(errorBody(full.code, full.message));
    }
    if (error instanceof Refusal) {
      const errorId = error.cause === undefined ? undefined : mask(error.cause, log).errorId;
      return reply.code(statusOf(error.code)).send(errorBody(error.code, error.message, errorId));
    }
    const status = error.statusCode ?? 500;
    const words = known[status] ?? (status < 500 ? known[400] : undefined);
    if (words) return reply.code(status).send(errorBody(...words));
    const { code, message, errorId } = mask(error, log);
    return reply.code(code === 'SOURCE_UNAVAILABLE' ? 503 : 500).send(errorBody(code, message, errorId));
  };

  return {
    /** An error that a request was refused or failed with. */
    answer: async (error: Error & { statusCode?: number }, request: FastifyRequest, reply: FastifyReply) => {
      if (error.statusCode === 413) await drained(request);
      return answer(error, reply);
    },
    /** What was no request at all, or came too slowly: the framework has none to answer. */
    hangUp: (error: Error & { code?: string }, socket: Socket) => {
      const status = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 }[String(error.code)];
      const words = status ? known[status]! : (['BAD_USER_INPUT', 'HTTP 请求有误，无法解析'] as const);
      if (socket.writable && error.code !== 'ECONNRESET') {
        socket.end(rawAnswer(status ?? 400, errorBody(...words)));
        // Whoever goes on sending keeps their side open for as long as they like: the answer is given a moment, then all ends.
        const unheard = setTimeout(() => socket.destroy(), HEARD_MS);
        socket.once('close', () => clearTimeout(unheard));
      } else socket.destroy();
    },
  };
}

function exceeded({ code, message, status, retryAfter }: LimitExceeded, reply: FastifyReply) {
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  const body = errorBody(code, message);
  // Where execution had begun, the answer has data, as of any other executed query.
  return reply.code(status).send(status === 200 ? { data: null, ...body } : body);
}

/** Reads on what is still being sent, so that the answer is not lost with the connection. */
export async function drained({ raw }: FastifyRequest): Promise<void> {
  if (Number(raw.headers['content-length'] ?? 0) > DRAIN_LIMIT) return;
  let read = 0;
  await new Promise<void>((resolve) => {
    raw.on('data', (chunk: Buffer) => {
      read += chunk.length;
      if (read > DRAIN_LIMIT) resolve();
    });
    raw
      .once('end', resolve)
      .once('close', resolve)
      .once('error', () => resolve());
    raw.resume();
    if (raw.readableEnded || raw.destroyed) resolve();
  });
}

function size(kilobytes: number): string {
  return kilobytes % 1024 === 0 ? `${kilobytes / 1024} MB` : `${kilobytes} KB`;
}

function rawAnswer(status: number, body: object): string {
  const text = JSON.stringify(body);
  const headers = [
    `HTTP/1.1 ${status} Refused`,
    'content-type: application/json; charset=utf-8',
    'x-content-type-options: nosniff',
    `content-length: ${Buffer.byteLength(text)}`,
    'connection: close',
  ];
  return `${headers.join('\r\n')}\r\n\r\n${text}`;
}
