import { z } from 'zod';
import { wholeNumber } from './variable.js';

/** What one request, one token and one connection may ask of the hub. */
export interface Limits {
  /** Lexical tokens of a document. */
  readonly documentTokens: number;
  /** Fields inside fields, introspection aside. */
  readonly depth: number;
  /** Aliases of a document, those of `__typename` included. */
  readonly aliases: number;
  /** Fields at the top of an operation, fragments resolved. */
  readonly rootFields: number;
  /** Directives of a document. */
  readonly directives: number;
  /** Directives at one place. */
  readonly directivesAtOnePlace: number;
  /** Fields and fragments that a selection names again. */
  readonly duplicates: number;
  /** Uses of named fragments in a document. */
  readonly spreads: number;
  /** Lists within lists of the schema's description. */
  readonly introspectionLists: number;
  /** Values that an answer may hold by its page sizes; see `src/graphql/limits/cost.ts`. */
  readonly cost: number;
  /** Seconds from a request's arrival in full to its answer. */
  readonly seconds: number;
  /** Seconds that making a file of /q may take, and then sending it. */
  readonly fileSeconds: number;
  /** Requests of one token that are under way at once. */
  readonly concurrent: number;
  /** Requests that are under way at once, whoever asks. */
  readonly underWay: number;
  /** Requests of one token in a minute, or of one address where no token is good. */
  readonly perMinute: number;
  /** Kilobytes of a request's body. */
  readonly bodyKilobytes: number;
  /** Connections that are open at once; where one more comes, the one goes that owes a request longest. */
  readonly connections: number;
  /** Seconds until a request's header must be here. */
  readonly headerSeconds: number;
  /** Seconds until a request must be here in full. */
  readonly requestSeconds: number;
}

interface Setting {
  readonly variable: string;
  readonly usual: number;
  readonly most: number;
}

const setting = (variable: string, usual: number, most: number): Setting => ({ variable, usual, most });

/** The variable that sets each limit, what holds unless it is set, and the most that it takes. */
export const LIMIT_SETTINGS: { readonly [K in keyof Limits]: Setting } = {
  documentTokens: setting('MUHUB_MAX_DOCUMENT_TOKENS', 10_000, 100_000),
  depth: setting('MUHUB_MAX_DEPTH', 15, 50),
  aliases: setting('MUHUB_MAX_ALIASES', 60, 10_000),
  rootFields: setting('MUHUB_MAX_ROOT_FIELDS', 30, 10_000),
  directives: setting('MUHUB_MAX_DIRECTIVES', 50, 10_000),
  directivesAtOnePlace: setting('MUHUB_MAX_DIRECTIVES_AT_ONE_PLACE', 4, 100),
  duplicates: setting('MUHUB_MAX_DUPLICATES', 50, 10_000),
  spreads: setting('MUHUB_MAX_SPREADS', 100, 10_000),
  introspectionLists: setting('MUHUB_MAX_INTROSPECTION_LISTS', 2, 2),
  cost: setting('MUHUB_MAX_COST', 1_000_000, 1_000_000_000),
  seconds: setting('MUHUB_MAX_SECONDS', 30, 3600),
  fileSeconds: setting('MUHUB_MAX_FILE_SECONDS', 600, 36_000),
  concurrent: setting('MUHUB_MAX_CONCURRENT', 32, 10_000),
  underWay: setting('MUHUB_MAX_UNDER_WAY', 128, 10_000),
  perMinute: setting('MUHUB_MAX_PER_MINUTE', 30_000, 1_000_000),
  bodyKilobytes: setting('MUHUB_MAX_BODY_KB', 1024, 65_536),
  connections: setting('MUHUB_MAX_CONNECTIONS', 1_000, 100_000),
  headerSeconds: setting('MUHUB_MAX_HEADER_SECONDS', 10, 600),
  requestSeconds: setting('MUHUB_MAX_REQUEST_SECONDS', 30, 3600),
};

const SHAPE = Object.fromEntries(
  Object.values(LIMIT_SETTINGS).map(({ variable, usual, most }) => [variable, wholeNumber({ usual, least: 1, most })]),
);

/** The variables of the limits. */
export const limitsPart = z.object(SHAPE).transform((given): Limits => {
  const limits = Object.entries(LIMIT_SETTINGS).map(([limit, { variable }]) => [limit, given[variable]]);
  return Object.fromEntries(limits) as Limits;
});

/** What holds unless given. */
export const USUAL_LIMITS: Limits = limitsPart.parse({});
