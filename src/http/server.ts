import cookie from '@fastify/cookie';
import { fastify, type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { RefusedTokens } from '../audit/refused-tokens.js';
import type { Recorder } from '../audit/trail.js';
import { USUAL_LIMITS, type Limits } from '../config/limits.js';
import type { TlsSettings } from '../config/tls.js';
import type { Db } from '../db/db.js';
import { PoolExhausted } from '../db/pool-exhausted.js';
import { AccessBases } from '../graphql/access-bases.js';
import { createApollo } from '../graphql/apollo.js';
import { catalogueRoutes } from './catalogue-routes.js';
import { templateRoutes } from './template-routes.js';
import { createContext } from '../graphql/context.js';
import { countyDay } from '../policy/day.js';
import { errorBody, mask } from '../graphql/errors.js';
import { errorAnswers } from './http-errors.js';
import { evidenceRoutes } from './evidence-routes.js';
import type { Foundation, Routes } from './foundation.js';
import type { Hub } from '../graphql/hub.js';
import { graphqlRoutes } from './graphql-routes.js';
import { identityRoutes } from './identity/identity-routes.js';
import { readJsonBodies } from './json-body.js';
import { ANYBODY, asksForPublic } from './anybody.js';
import { admission } from './admission.js';
import type { Mode } from '../graphql/own-queries.js';
import { pageRoutes } from './page-routes.js';
import { landTaxRoutes } from './land-tax-routes.js';
import { RequestCounts } from './request-counts.js';
import { readQueryStringsOnce } from './query-string.js';
import { createSchema } from '../graphql/schema.js';
import { WatchedHub } from '../graphql/watched-hub.js';
import { connectionSettings, shield } from './shield.js';
import { sessionSecret } from './sessions/session-cookie.js';
import { FailedTries } from './sessions/failed-tries.js';
import { passwordRoutes } from './sessions/password-routes.js';
import { sessionOpener, sessionRoutes, type SessionGrounds } from './sessions/session-routes.js';
import { checkBearer, type SigningIn } from './sessions/signing-in.js';
import { Sessions, type Bearer } from './sessions/session-store.js';
import type { Verify } from './tokens/verify.js';
import { UnderWay } from './under-way.js';
import { shippedDocuments, type TrustedDocuments } from '../graphql/trusted-documents.js';

export interface ServerOptions {
  readonly hub: Hub;
  /** Where hubs on one database keep what they know of who asks; it is recorded with ({@link recordWith}). */
  readonly db: Db;
  /** Where every request is put on record. */
  readonly trail: Recorder;
  readonly log: Logger;
  readonly mode: Mode;
  readonly verify: Verify;
  /** What people sign in by who have no token; by tokens alone unless given. */
  readonly signingIn?: SigningIn;
  /** What may be run without the right to write queries of one's own; the documents that ship unless given. */
  readonly trusted?: TrustedDocuments;
  /** The keys that tokens cannot be checked with, in words without addresses (中文), for /readyz. */
  readonly unusableKeys?: () => Promise<readonly string[]>;
  /** What a request may ask; the usual limits unless given. */
  readonly limits?: Limits;
  /** What HTTPS is served with; plain HTTP unless given. */
  readonly tls?: TlsSettings;
  /** Addresses and networks of the proxies that are believed when they say for whom they ask; none unless given. */
  readonly trustedProxies?: readonly string[];
  readonly clock?: () => Date;
  /** Whether the hub is about to stop: it answers, and says that it is ready for nobody more; never unless given. */
  readonly leaving?: () => boolean;
  /** Whether answers are kept for the same question, and used again; they are unless this is false. */
  readonly keepsAnswers?: boolean;
  /** Further routes on the same foundation. */
  readonly routes?: readonly Routes[];
}

/**
 * The HTTP side of the hub: the page, its sessions, /graphql, /graphiql (in sample mode, or with the right to ask for the schema), /catalogue, /healthz, /readyz, and JSON errors for everything else.
 * @returns a fastify instance, ready to listen; closing it answers what is under way first
 */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const {
    hub,
    db,
    trail,
    log,
    mode,
    verify,
    signingIn,
    trusted = shippedDocuments(),
    limits = USUAL_LIMITS,
    tls,
    trustedProxies = [],
    clock = () => new Date(),
    leaving = () => false,
    keepsAnswers = true,
    routes = [],
    unusableKeys = async () => [],
  } = options;
  const { schema, register } = createSchema();
  const bases = new AccessBases(register, hub.grantFiles);
  const begin: Foundation['begin'] = async (viewer, trace, act) => {
    const now = clock();
    const { version, onRecord, published } = await hub.standing();
    const collected = bases.asksWhoDeclared(onRecord) ? await hub.collectedStatistics(version) : undefined;
    const access = bases.accessOf(viewer, act ?? 'READ', onRecord, countyDay(now), collected);
    const watched = new WatchedHub(hub);
    return {
      context: createContext(watched.hub, { access, version, now, digestKey: trail.digestKey }, trace),
      now,
      version,
      published,
      watched,
    };
  };
  const apollo = createApollo(schema, log, limits);
  await apollo.start();
  const errors = errorAnswers(log, limits);
  const underWay = new UnderWay(limits);
  const refusedTokens = new RefusedTokens(trail, (error) =>
    log.warn({ name: error instanceof Error ? error.name : undefined }, 'refused tokens could not be put on record yet'),
  );
  const server = fastify({
    // Requests hold tokens and credit codes: what is logged is said in this house, never by the framework.
    logger: false,
    ...connectionSettings(limits, tls),
    forceCloseConnections: 'idle',
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    exposeHeadRoutes: false,
    routerOptions: { querystringParser: () => ({}) },
    frameworkErrors: (error, request, reply) => void errors.answer(error, request, reply),
    clientErrorHandler: errors.hangUp,
  });
  shield(server, limits, log, tls !== undefined);
  await server.register(cookie);
  const sessions = new Sessions(db, clock);
  const counts = new RequestCounts(db, clock);
  counts.start((error) => log.warn({ name: error instanceof Error ? error.name : undefined }, 'requests could not be counted together'));
  server.addHook('onClose', async () => counts.stop());
  const stands = (bearer: Bearer) => checkBearer(bearer, signingIn, clock);
  const { viewerOf, accountOf, vouchedFor, noteRefused } = await admission(server, {
    verify,
    limits,
    refusedTokens,
    sessions,
    stands,
    counts,
  });
  const saysWho = (request: FastifyRequest) => request.headers.authorization !== undefined || sessionSecret(request) !== undefined;
  const viewerFor: Foundation['viewerFor'] = (request, text) =>
    hub.servesPublic && !saysWho(request) && text !== undefined && asksForPublic(text) ? ANYBODY : viewerOf(request);
  const enter = (request: FastifyRequest) => underWay.enter(accountOf(request));
  readQueryStringsOnce(server);
  readJsonBodies(server);
  let closing = false;
  server.addHook('preClose', async () => void (closing = true));
  // A connection kept alive would hold the closing up until it times out.
  server.addHook('onSend', async (_, reply) => void ((closing || leaving()) && reply.header('connection', 'close')));
  server.addHook('onClose', () => apollo.stop());
  server.addHook('onClose', () => refusedTokens.write());
  server.setErrorHandler<FastifyError>(errors.answer);
  server.setNotFoundHandler((_, reply) => reply.code(404).send(errorBody('NOT_FOUND', '没有这个地址；查询请用 POST /graphql')));

  const failed = new FailedTries(clock);
  const grounds: SessionGrounds = {
    ...{ sessions, mode, county: hub.county, clock, failed, signingIn },
    viewerOf,
    vouchedFor,
    noteRefused,
    enter,
  };
  sessionRoutes(grounds)(server);
  if (signingIn) passwordRoutes(grounds, signingIn)(server);
  if (signingIn?.identity)
    identityRoutes({ ...grounds, db, identity: signingIn.identity, issue: signingIn.issue, trail, open: sessionOpener(grounds) })(server);
  graphqlRoutes({
    schema,
    apollo,
    trusted,
    trail,
    mode,
    limits,
    viewerOf,
    enter,
    begin,
    keepsAnswers,
    saysWho,
    viewerFor,
    servesPublic: hub.servesPublic,
  })(server);
  server.get('/graphiql', async (request, reply) => {
    const shown = saysWho(request) ? viewerOf(request).introspect : mode === 'sample';
    if (!shown) return reply.callNotFound();
    // Its page is larger than all the rest, and most who run a command never ask for it.
    const { GRAPHIQL_POLICY, graphiqlPage } = await import('./graphiql.js');
    return reply.header('content-security-policy', GRAPHIQL_POLICY).type('text/html; charset=utf-8').send(graphiqlPage());
  });
  for (const add of [catalogueRoutes(mode), templateRoutes(mode), landTaxRoutes, evidenceRoutes(hub.evidence), pageRoutes, ...routes])
    add(server, { schema, register, trusted, trail, log, viewerOf, viewerFor, vouchedFor, saysWho, limits, begin, enter });
  server.get('/healthz', { config: { isProbe: true } }, async () => ({ status: 'ok' }));
  server.get('/readyz', { config: { isProbe: true } }, async (request, reply) => {
    if (leaving()) return reply.code(503).send(errorBody('SOURCE_UNAVAILABLE', '本中枢正在停止：请改用其他中枢，或稍后再来'));
    try {
      const apart = await hub.ready();
      const sources = Object.fromEntries(apart.map(({ department, up }) => [department, up ? 'up' : 'down']));
      const keys = await unusableKeys();
      return {
        status: 'ready',
        secondWall: hub.secondWall.up ? 'up' : 'down',
        audit: hub.auditRights.appendOnly ? 'append-only' : 'changeable',
        ...(apart.length > 0 ? { sources } : {}),
        ...(keys.length > 0 ? { unusableKeys: keys } : {}),
      };
    } catch (error) {
      const full = PoolExhausted.in(error);
      if (full) return errors.answer(full, request, reply);
      const { message, errorId } = mask(error, log);
      return reply.code(503).send(errorBody('SOURCE_UNAVAILABLE', message, errorId));
    }
  });
  return server;
}
