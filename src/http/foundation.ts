import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { SelectionAct } from '../access/grants.js';
import type { SharingRegister } from '../access/sharing.js';
import type { Viewer } from '../access/viewer.js';
import type { Trace } from '../audit/trace.js';
import type { Recorder } from '../audit/trail.js';
import type { Limits } from '../config/limits.js';
import type { Context } from '../graphql/context.js';
import type { WatchedHub } from '../graphql/watched-hub.js';
import type { TrustedDocuments } from '../graphql/trusted-documents.js';

/** Adds routes to the server. */
export type Routes = (server: FastifyInstance, foundation: Foundation) => void;

/** What routes beside /graphql stand on. */
export interface Foundation {
  /** Guarded: a field gives what the viewer of its context may have. */
  readonly schema: GraphQLSchema;
  readonly register: SharingRegister;
  readonly trusted: TrustedDocuments;
  readonly trail: Recorder;
  readonly log: Logger;
  /** Whom a request's token speaks for. @throws Refusal UNAUTHENTICATED or SOURCE_UNAVAILABLE */
  readonly viewerOf: (request: FastifyRequest) => Viewer;
  /** The same for a query; for one of what is public alone, anybody who says nothing of themselves. */
  readonly viewerFor: (request: FastifyRequest, text: string | undefined) => Viewer;
  /** Whom a token speaks for that a request brings to sign in with. @throws Refusal as of a token in the header */
  readonly vouchedFor: (request: FastifyRequest, token: string) => Promise<Viewer>;
  /** Whether a request says who asks: by a token, or by a session, ended or not. */
  readonly saysWho: (request: FastifyRequest) => boolean;
  readonly limits: Limits;
  /** Counts a request among those of its token that are under way; to be told when it is done. @throws Refusal LIMIT_EXCEEDED */
  readonly enter: (request: FastifyRequest) => () => void;
  /** The context of a request that begins now, and what holds at its beginning. */
  begin(viewer: Viewer, trace: Trace, act?: SelectionAct): Promise<Beginning>;
}

/** Where a request begins. */
export interface Beginning {
  readonly context: Context;
  readonly now: Date;
  /** The data version now. */
  readonly version: number;
  /** How many evaluations were made public. */
  readonly published: number;
  /** The services as the request uses them. */
  readonly watched: WatchedHub;
}
