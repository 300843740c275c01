import { HeaderMap, type ApolloServer } from '@apollo/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Answers, type Answer } from '../graphql/answers.js';
import { CutOff } from '../db/cut-off.js';
import type { Context } from '../graphql/context.js';
import { errorBody } from '../graphql/errors.js';
import { CheckedDocuments } from '../graphql/limits/checked-documents.js';
import { tooLate } from '../graphql/limits/exceeded.js';
import { onRecord } from '../graphql/on-record.js';
import { checkDocument, type Mode } from '../graphql/own-queries.js';
import type { Foundation } from './foundation.js';
import { checkReadOnly, requestInAddress, requestInBody } from './graphql-request.js';

/** What /graphql stands on. */
interface Grounds extends Pick<
  Foundation,
  'schema' | 'trusted' | 'trail' | 'limits' | 'viewerOf' | 'enter' | 'begin' | 'saysWho' | 'viewerFor'
> {
  readonly apollo: ApolloServer<Context>;
  readonly mode: Mode;
  /** Whether answers are kept for the same question. */
  readonly keepsAnswers: boolean;
  /** Whether what is public is given without a token. */
  readonly servesPublic: boolean;
}

/** `/graphql` by GET and POST: one reading of a request is checked, answered and put on record. */
export function graphqlRoutes(grounds: Grounds): (server: FastifyInstance) => void {
  const { schema, apollo, trusted, trail, mode, limits, viewerOf, enter, begin, keepsAnswers, saysWho, viewerFor, servesPublic } = grounds;
  const documents = new CheckedDocuments(schema, limits);
  const answers = new Answers(apollo, keepsAnswers);
  const isAnybody = (request: FastifyRequest) => servesPublic && !saysWho(request);
  return (server) => {
    server.route({
      method: ['GET', 'POST'],
      url: '/graphql',
      onRequest: async (request) => void (isAnybody(request) || viewerOf(request)),
      handler: async (request, reply) => {
        const read = attempt(() =>
          request.method === 'GET' ? requestInAddress(request.parameters, request.headers, trusted) : requestInBody(request.body, trusted),
        );
        // What is public, anybody may ask for; for all else a token is asked for, once it is known what was asked.
        const viewer = viewerFor(request, read.done ? read.value.text : undefined);
        const leave = enter(request);
        const cutOff = new CutOff(limits.seconds);
        const { body, status, headers } = await onRecord(
          trail,
          { viewer, client: request.ip, text: read.done ? read.value.text : undefined },
          (trace) =>
            cutOff.within<Answer>(
              async () => {
                if (!read.done) throw read.error;
                checkDocument(read.value.text, viewer, mode, trusted);
                const document = documents.check(read.value);
                if (document && request.method === 'GET') checkReadOnly(document, read.value.operationName);
                return answers.to(read.value, document, await begin(viewer, trace), headerMap(request));
              },
              () => tooLate(limits),
            ),
        ).finally(() => void cutOff.ended.then(leave));
        for (const [name, value] of headers) reply.header(name, value);
        return reply.code(status).send(body);
      },
    });
    server.route({
      method: ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'],
      url: '/graphql',
      handler: async (_, reply) =>
        reply.code(405).header('allow', 'GET, POST').send(errorBody('BAD_USER_INPUT', '/graphql 只接受 GET 和 POST')),
    });
  };
}

/** What some work gave or was refused with, for who has to put either on record. */
function attempt<T>(work: () => T): { readonly done: true; readonly value: T } | { readonly done: false; readonly error: unknown } {
  try {
    return { done: true, value: work() };
  } catch (error) {
    return { done: false, error };
  }
}

function headerMap(request: FastifyRequest): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  headers.set('content-type', 'application/json');
  return headers;
}
