import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { Refusal } from '../access/refusal.js';
import type { Limits } from '../config/limits.js';
import type { Context } from './context.js';
import { errorFormatter, toGraphQLError } from './errors.js';
import { tracedOutcome } from './on-record.js';
import { checkIntrospection } from './own-queries.js';

/** Apollo's own page loads from a CDN, and its reporting goes to its makers: neither may be switched on by environment. */
const NOTHING_FROM_ELSEWHERE = [
  ApolloServerPluginLandingPageDisabled(),
  ApolloServerPluginUsageReportingDisabled(),
  ApolloServerPluginSchemaReportingDisabled(),
  ApolloServerPluginCacheControlDisabled(),
];

/** Apollo Server over the guarded schema; it listens to nothing by itself. */
export function createApollo(schema: GraphQLSchema, log: Logger, limits: Limits): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    // Whether a caller may ask for the schema is a right of the token, checked below.
    introspection: true,
    // Every request reaches Apollo as one of JSON; what could come from a form of another site is refused before.
    csrfPrevention: false,
    includeStacktraceInErrorResponses: false,
    // What a field might have been called is part of the schema, which is not everybody's to ask for.
    hideSchemaDetailsFromClientErrors: true,
    persistedQueries: false,
    maxRecursiveSelections: true,
    parseOptions: { maxTokens: limits.documentTokens },
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    logger: quiet(log),
    formatError: errorFormatter(log),
    plugins: [introspectionRight(), withheldFields(), tracedOutcome(), ...NOTHING_FROM_ELSEWHERE],
  });
}

function introspectionRight(): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, operation, schema, contextValue }) {
          try {
            if (operation && !schema.getRootType(operation.operation))
              throw new Refusal('BAD_USER_INPUT', '本中枢没有订阅（subscription），只有查询和写入');
            checkIntrospection(document, contextValue.viewer);
          } catch (error) {
            throw error instanceof Refusal ? toGraphQLError(error) : error;
          }
        },
      };
    },
  };
}

/** Names in every answer what it leaves out. */
function withheldFields(): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response: { body }, contextValue }) {
          const withheld = contextValue.withheld.list();
          if (body.kind !== 'single' || withheld.length === 0) return;
          body.singleResult.extensions = { ...body.singleResult.extensions, withheld };
        },
      };
    },
  };
}

/** Apollo's own words may hold what a request said: they stay at debug, without objects. */
function quiet(log: Logger) {
  const say = (level: 'debug' | 'warn') => (message?: unknown) => log[level]({ from: 'apollo' }, String(message).split('\n')[0]);
  return { debug: say('debug'), info: say('debug'), warn: say('debug'), error: say('debug') };
}
