import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readPolicyFileNow } from '../policy/policy-file.js';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { printExecutableGraphQLDocument } from '@graphql-tools/documents';
import { GraphQLError, parse, print, type DocumentNode } from 'graphql';
import { documentNotes, type DocumentNotes } from './document-notes.js';
import { addTypenameToDocument } from './typename-selections.js';

/** A query that was registered: whom it is for, and under which names it may be asked for. */
export interface TrustedDocument {
  /** Of its file, without the ending. */
  readonly name: string;
  readonly text: string;
  /** The SHA-256 of its text, in hex: its first name. */
  readonly hash: string;
  readonly notes: DocumentNotes;
}

/** A document that was left out, and why (中文). */
export interface DocumentProblem {
  readonly file: string;
  readonly message: string;
}

/** The documents that ship. */
export const SHIPPED_DOCUMENTS = fileURLToPath(new URL('../../documents', import.meta.url));

/**
 * The registered documents, by name and by the SHA-256 of their text: as it stands in the file, as graphql-js prints it,
 * and as the client preset of graphql-codegen normalises it, each with and without `__typename` in every selection,
 * which clients with a cache add.
 */
export class TrustedDocuments {
  readonly all: readonly TrustedDocument[];
  readonly #texts = new Map<string, { readonly document: TrustedDocument; readonly text: string }>();

  constructor(documents: readonly TrustedDocument[]) {
    this.all = documents;
    for (const document of documents) for (const text of spellings(document.text)) this.#texts.set(documentHash(text), { document, text });
  }

  /** The document whose text, in one of its spellings, has this SHA-256, and that text. */
  byHash(hash: string): { readonly document: TrustedDocument; readonly text: string } | undefined {
    return this.#texts.get(hash);
  }

  named(name: string): TrustedDocument | undefined {
    return this.all.find((document) => document.name === name);
  }
}

/** The documents that ship, under documents/. */
export function shippedDocuments(): TrustedDocuments {
  return loadDocuments(SHIPPED_DOCUMENTS).documents;
}

/**
 * Registers every `.graphql` file of a folder; one whose notes or syntax are wrong is left out and told in `problems`.
 * @throws the error of the file system where the folder cannot be read
 */
export function loadDocuments(folder: string): { readonly documents: TrustedDocuments; readonly problems: readonly DocumentProblem[] } {
  const problems: DocumentProblem[] = [];
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.graphql'))
    .sort();
  const documents = files.flatMap((file): TrustedDocument[] => {
    const { text, unreadable } = readPolicyFileNow(path.join(folder, file));
    const read = unreadable === undefined ? readNotes(text) : { problems: [unreadable] };
    if ('notes' in read) return [{ name: file.replace(/\.graphql$/, ''), text, hash: documentHash(text), notes: read.notes }];
    problems.push(...read.problems.map((message) => ({ file, message })));
    return [];
  });
  return { documents: new TrustedDocuments(documents), problems };
}

/** These texts as documents, named by their hashes. @throws RangeError with what is wrong with one */
export function trustedDocuments(texts: readonly string[]): TrustedDocuments {
  return new TrustedDocuments(
    texts.map((text) => {
      const read = readNotes(text);
      if ('problems' in read) throw new RangeError(read.problems.join('；'));
      return { name: documentHash(text), text, hash: documentHash(text), notes: read.notes };
    }),
  );
}

/** The SHA-256 of a text, in hex. */
export function documentHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function spellings(text: string): readonly string[] {
  const document = parse(text);
  const cached = addTypenameToDocument(document);
  const printed = (each: DocumentNode) => [print(each), printExecutableGraphQLDocument(each)];
  return [text, ...printed(document), ...printed(cached), ...printed(addTypenameToDocument(document, 'root too'))];
}

function readNotes(text: string): ReturnType<typeof documentNotes> {
  try {
    return documentNotes(parse(text));
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const [{ line, column } = { line: 1, column: 1 }] = error.locations ?? [];
    return { problems: [`第 ${line} 行第 ${column} 列：语法有误：${error.message}`] };
  }
}
