import { hash } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import { Refusal } from '../access/refusal.js';
import type { Viewer } from '../access/viewer.js';
import { Trace } from '../audit/trace.js';
import type { Recorder } from '../audit/trail.js';
import type { Context } from './context.js';

/** A request as the audit knows it. */
export interface Request {
  readonly viewer: Viewer;
  /** The client's address. */
  readonly client: string;
  /** The document's text, as far as one was sent. */
  readonly text: string | undefined;
  /** `EXPORT`: the answer leaves as a file; READ unless given. */
  readonly act?: 'READ' | 'EXPORT';
}

/**
 * Does a request's work, and puts on record what it touched, its refusal included, before anything of it is given back.
 * @throws Refusal SOURCE_UNAVAILABLE if it cannot be put on record; what the work threw otherwise
 */
export async function onRecord<T>(trail: Recorder, request: Request, work: (trace: Trace) => Promise<T>): Promise<T> {
  const { viewer, client, text, act = 'READ' } = request;
  const document = text === undefined ? null : `sm3:${hash('sm3', text, 'hex')}`;
  const trace = new Trace();
  const record = trail.begin();
  try {
    return await work(trace);
  } catch (error) {
    trace.refused(error instanceof Refusal ? error.code : 'INTERNAL');
    throw error;
  } finally {
    await record(trace.events({ viewer, client, document, act }, trail.digestKey));
  }
}

/** Tells the trace of each operation its name and the errors that its answer carries. */
export function tracedOutcome(): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ operationName, contextValue: { trace }, response: { body } }) {
          const errors = (body.kind === 'single' && body.singleResult.errors) || [];
          trace.answered(
            operationName ?? null,
            errors.map(({ extensions }) => String(extensions?.code)),
          );
        },
      };
    },
  };
}
