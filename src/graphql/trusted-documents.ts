import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The documents that anyone with a token may run, by the SHA-256 (hex) of their text. */
export type TrustedDocuments = ReadonlyMap<string, string>;

const FOLDER = fileURLToPath(new URL('../../documents', import.meta.url));

/** The documents that ship, under documents/. */
export function shippedDocuments(): TrustedDocuments {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.graphql'));
  return trustedDocuments(names.map((name) => readFileSync(path.join(FOLDER, name), 'utf8')));
}

/** These documents by their hashes. */
export function trustedDocuments(texts: readonly string[]): TrustedDocuments {
  return new Map(texts.map((text) => [documentHash(text), text]));
}

/** The name under which a document is trusted: the SHA-256 of its text, in hex. */
export function documentHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * A request's body with the document in full where it names a trusted one by its hash, as Apollo's clients do
 * (`extensions.persistedQuery.sha256Hash`); any other body as it is.
 */
export function withDocument(body: unknown, trusted: TrustedDocuments): unknown {
  if (typeof body !== 'object' || body === null || !('extensions' in body) || 'query' in body) return body;
  const { extensions, ...rest } = body;
  const named = (extensions as { persistedQuery?: { sha256Hash?: unknown } } | null)?.persistedQuery?.sha256Hash;
  const query = typeof named === 'string' ? trusted.get(named) : undefined;
  return query === undefined ? body : { ...rest, query };
}
