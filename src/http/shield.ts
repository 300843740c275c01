import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Limits } from '../config/limits.js';
import type { TlsSettings } from '../config/tls.js';
import { boundConnections } from './connections.js';

/** How often connections are looked at for being too slow; by Node's own measure it would be every 30 s. */
const LOOK_EVERY_MS = 1_000;
const KEEP_ALIVE_MS = 15_000;

/** What browsers are told about every answer that does not say otherwise: nothing of it may be run, framed or kept. */
const HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

export const OLDEST_TLS = 'TLSv1.2';
const TWO_YEARS_S = 63_072_000;

/** TLS, how long connections may take, and how much a body may hold, as fastify takes it. */
export function connectionSettings({ bodyKilobytes, headerSeconds, requestSeconds }: Limits, tls: TlsSettings | undefined) {
  const requestTimeout = requestSeconds * 1000;
  return {
    ...(tls ? { https: { ...tls, minVersion: OLDEST_TLS, handshakeTimeout: headerSeconds * 1000 } } : {}),
    bodyLimit: bodyKilobytes * 1024,
    requestTimeout,
    connectionTimeout: 2 * requestTimeout,
    keepAliveTimeout: KEEP_ALIVE_MS,
    http: { headersTimeout: Math.min(headerSeconds * 1000, requestTimeout), connectionsCheckingInterval: LOOK_EVERY_MS },
  };
}

/** Gives every answer its security headers and its number, bounds connections, and cuts off who does not read the answer. */
export function shield(server: FastifyInstance, limits: Limits, log: Logger, tls: boolean): void {
  boundConnections(server.server, limits.connections);
  server.addHook('onRequest', async (request, reply) => {
    request.id = randomUUID();
    reply.header('x-request-id', request.id);
  });
  // The request is here: how long its answer may take is bounded by what it asks for, not by the silence until then.
  server.addHook('preHandler', async ({ raw }) => void raw.socket.setTimeout(0));
  server.addHook('onSend', async (_, reply, payload) => {
    for (const [name, value] of Object.entries(HEADERS)) if (!reply.hasHeader(name)) reply.header(name, value);
    if (tls) reply.header('strict-transport-security', `max-age=${TWO_YEARS_S}; includeSubDomains`);
    // What time the making of an answer was given ends with it: whoever stands still while it is sent is cut off sooner.
    reply.raw.socket?.setTimeout(2 * limits.requestSeconds * 1000);
    // A stream takes as long as its file; everything else is ready and should be gone.
    const seconds = typeof payload === 'string' ? 2 * limits.requestSeconds : limits.fileSeconds;
    const unread = setTimeout(() => reply.raw.destroy(), seconds * 1000).unref();
    reply.raw.once('close', () => clearTimeout(unread));
  });
  server.addHook('onResponse', async ({ id, method, routeOptions: { url } }, { statusCode, elapsedTime }) => {
    log.debug({ request: id, method, route: url, status: statusCode, ms: Math.round(elapsedTime) }, 'answered');
  });
}
