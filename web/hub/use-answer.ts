import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import type { Standing } from './answers.js';
import { ask, hashOf, type Answer } from './ask.js';
import { useSession } from './session.js';

/** A question to the hub and how it stands. */
export interface Asked<T> extends Standing<T> {
  readonly retry: () => void;
}

/** The answer to a trusted document; with `undefined` for its variables nothing is asked yet. */
export function useAnswer<Data, Variables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables | undefined,
): Asked<Answer<Data>> {
  return useWork(variables === undefined ? undefined : `${hashOf(document)} ${JSON.stringify(variables)}`, () => ask(document, variables!));
}

/** What some work with the hub comes to, known by a key. */
export function useWork<T>(key: string | undefined, work: () => Promise<T>): Asked<T> {
  const { answers } = useSession();
  const standing = useSyncExternalStore(answers.subscribe, () => answers.standing<T>(key ?? ''));
  useEffect(() => {
    if (key !== undefined) answers.want(key, work);
    // The key says all that the work depends on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [answers, key]);
  const retry = useCallback(() => {
    if (key !== undefined) answers.again(key, work);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [answers, key]);
  return { ...standing, retry };
}
