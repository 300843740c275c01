import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { HubError } from './hub-error.js';
import { postJson } from './request.js';

/** A value that was not given: whose it is, why, and how to ask. */
export interface Withheld {
  readonly coordinate: string;
  readonly department: string;
  readonly reason: string;
  readonly tells: string | null;
  readonly ask: string;
}

/** What the hub answered to a trusted document. */
export interface Answer<Data> {
  readonly data: Data;
  readonly withheld: readonly Withheld[];
}

/**
 * Asks for a trusted document by its hash alone.
 * @throws HubError also where a part could not be answered
 */
export async function ask<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables): Promise<Answer<Data>> {
  const response = await postJson('/graphql', { documentId: hashOf(document), variables });
  const { data, errors, extensions } = (await response.json()) as {
    readonly data?: Data;
    readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
    readonly extensions?: { readonly withheld?: readonly Withheld[] };
  };
  if (errors?.[0]) throw new HubError(errors[0].extensions.code, errors[0].message);
  if (!data) throw new HubError('INTERNAL', '中枢的回答不完整，请重试');
  return { data, withheld: extensions?.withheld ?? [] };
}

/** The hash that a generated document stands for. */
export function hashOf(document: object): string {
  return (document as { readonly __meta__: { readonly hash: string } }).__meta__.hash;
}
