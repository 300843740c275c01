import type { DocumentNode } from 'graphql';

/** The digest of a generated document, without which the hub would have to be sent its text. */
export function digestOf(document: DocumentNode): string {
  const { __meta__: meta } = document as DocumentNode & { readonly __meta__?: { readonly hash?: string } };
  if (!meta?.hash) throw new TypeError('not a generated document: use those of ./generated/graphql.js');
  return meta.hash;
}
