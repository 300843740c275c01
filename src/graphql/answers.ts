import type { ApolloServer, HeaderMap } from '@apollo/server';
import { getOperationAST, type DocumentNode } from 'graphql';
import type { Context } from './context.js';
import { KeptAnswers, type Asked } from './kept-answers.js';
import type { WatchedHub } from './watched-hub.js';

/** Where a request begins. */
interface Beginning {
  readonly context: Context;
  readonly version: number;
  readonly published: number;
  readonly watched: WatchedHub;
}

/** What a request is answered with. */
export interface Answer {
  readonly body: string;
  readonly status: number;
  readonly headers: Iterable<readonly [string, string]>;
}

/** Answers operations: from what is kept where that would be the same bytes, else by Apollo Server. */
export class Answers {
  readonly #apollo: ApolloServer<Context>;
  readonly #kept: KeptAnswers | undefined;

  /** @param keeps whether answers are kept for the same question */
  constructor(apollo: ApolloServer<Context>, keeps: boolean) {
    this.#apollo = apollo;
    this.#kept = keeps ? new KeptAnswers() : undefined;
  }

  /** @param asked is within the limits, and the viewer may run it @param document undefined: it cannot be parsed, which Apollo says in words */
  async to(asked: Asked, document: DocumentNode | undefined, beginning: Beginning, headers: HeaderMap): Promise<Answer> {
    const { context, watched } = beginning;
    const isQuery = document !== undefined && getOperationAST(document, asked.operationName)?.operation === 'query';
    const kept = isQuery ? this.#kept : undefined;
    const key = kept?.key(asked, context.access, beginning, headers.get('accept')) ?? '';
    const known = kept?.get(key);
    if (known) {
      context.trace.repeats(known.trace);
      return { body: known.body, status: 200, headers: known.headers };
    }
    const { text: query, operationName = null, variables = null } = asked;
    const answered = await this.#apollo.executeHTTPGraphQLRequest({
      // What was read goes on as it is: in this form there is nothing left for Apollo to parse.
      httpGraphQLRequest: { method: 'POST', headers, search: '', body: { query, operationName, variables } },
      context: async () => context,
    });
    const body = answered.body.kind === 'complete' ? answered.body.string : '';
    const { status = 200 } = answered;
    if (kept && status === 200 && !watched.looksFurther && context.trace.isFlawless)
      kept.keep(key, { body, headers: [...answered.headers], trace: context.trace });
    return { body, status, headers: answered.headers };
  }
}
