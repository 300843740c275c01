import { createHash, type Hash } from 'node:crypto';
import type { Viewer } from '../../access/viewer.js';
import { storable, canonicalBytes } from '../../audit/canonical.js';

/** Root fields whose answers the data version and the policy files determine; the others' change between two versions. */
const VERSIONED = ['assessment', 'assessments', 'enterprise', 'enterprises', 'parcel', 'parcels', 'schemes'];

/** What an answer depends on besides the records. */
export interface TagParts {
  /** SHA-256 of the document. */
  readonly document: string;
  readonly variables: unknown;
  readonly viewer: Viewer;
  readonly version: number;
  /** The grants on record that are in force. */
  readonly grants: readonly unknown[];
  /** The consents in force. */
  readonly consents: readonly string[];
  /** The numbers of the publications: a year that was published is graded, and told, by them. */
  readonly publications: readonly number[];
  /** YYYY-MM-DD in the county's time: grants begin and end, and what is in force today is another thing tomorrow. */
  readonly today: string;
  /** Of the schemes, treatments and schema that this hub runs with. */
  readonly policy: string;
  /** Format, headers, encoding. */
  readonly form: readonly string[];
}

/** Whether an answer can be known to be the same without being made. */
export function isVersioned(roots: readonly string[]): boolean {
  return roots.every((root) => VERSIONED.includes(root));
}

/**
 * The tag of an answer that its parts determine. Weak: the watermark says when a file was made, so that two of the same
 * rows are not the same bytes.
 */
export function partsTag(parts: TagParts): string {
  return weak(createHash('sha256').update(canonicalBytes(storable(parts))));
}

/** The tag of an answer by its rows and the parts that shape them. */
export class RowsTag {
  readonly #hash: Hash = createHash('sha256');

  constructor(form: readonly string[]) {
    this.#hash.update(JSON.stringify(form));
  }

  add(rows: readonly unknown[]): void {
    for (const row of rows) this.#hash.update(JSON.stringify(row));
  }

  done(): string {
    return weak(this.#hash);
  }
}

/** Whether `If-None-Match` names the tag, compared weakly as RFC 9110 says. */
export function isNamed(tag: string, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  const opaque = (each: string) => each.trim().replace(/^W\//, '');
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((each) => opaque(each) === opaque(tag));
}

function weak(hash: Hash): string {
  return `W/"${hash.digest('base64url')}"`;
}
