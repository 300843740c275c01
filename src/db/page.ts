import { createHash } from 'node:crypto';
import { Refusal } from '../access/refusal.js';

/** The most rows of a page, whatever was asked. */
export const MOST_ROWS = 500;
/** The rows of a page where nobody says how many. */
export const USUAL_ROWS = 20;

export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** A list as it is asked for; its cursors go on in no other. */
export interface ListAsked {
  readonly field: string;
  /** What it is a list of, and every argument but `first` and `after`. */
  readonly asked?: object;
  /** The data version that it begins with; undefined: of none, as a log that is only added to. */
  readonly version?: number;
}

/** A page of a list: so many rows after the row of this key. */
export interface PageRequest {
  /** The digest of {@link ListAsked.field} and {@link ListAsked.asked}. */
  readonly list: string;
  /** The data version of all pages of the list: the one that its first page was read at. */
  readonly version: number;
  readonly limit: number;
  readonly after: string | undefined;
}

/** A page as Relay connections show it. */
export interface Page<T> {
  readonly nodes: readonly T[];
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
}

/**
 * What a caller asks of a list; more than {@link MOST_ROWS} rows are capped.
 * @throws Refusal BAD_USER_INPUT for a negative `first` or a cursor that is not of this list
 */
export function pageRequest({ field, asked = {}, version = 0 }: ListAsked, { first, after }: PageArguments): PageRequest {
  if (first && first < 0) throw new Refusal('BAD_USER_INPUT', `first: ${first} 不能为负数，请给出 0 到 ${MOST_ROWS}`);
  const [list, limit] = [digestOf(field, asked), Math.min(first ?? USUAL_ROWS, MOST_ROWS)];
  if (typeof after !== 'string') return { list, version, limit, after: undefined };
  const cursor = readCursor(after);
  if (cursor?.list !== list || cursor.version > version) throw staleCursor();
  return { list, version: cursor.version, limit, after: cursor.key };
}

/**
 * The page made of these rows.
 * @param rows of the page, `limit` at most
 * @param key of a row, as the list continues after it
 */
export function page<T>(
  request: PageRequest,
  { rows, hasNext, total }: { readonly rows: readonly T[]; readonly hasNext: boolean; readonly total: number },
  key: (row: T) => string,
): Page<T> {
  const edges = rows.map((node) => ({ cursor: cursorOf(request, key(node)), node }));
  return {
    nodes: rows,
    edges,
    pageInfo: {
      hasNextPage: hasNext,
      hasPreviousPage: request.after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: total,
  };
}

/**
 * The page of a list that is in memory, in its order.
 * @throws Refusal BAD_USER_INPUT if the row that the cursor names is no longer there
 */
export function pageOf<T>(request: PageRequest, all: readonly T[], key: (row: T) => string): Page<T> {
  let from = 0;
  if (request.after !== undefined) {
    from = all.findIndex((row) => key(row) === request.after) + 1;
    if (from === 0) throw staleCursor();
  }
  const rows = all.slice(from, from + request.limit);
  return page(request, { rows, hasNext: from + rows.length < all.length, total: all.length }, key);
}

function cursorOf({ list, version }: PageRequest, key: string): string {
  return Buffer.from(JSON.stringify([list, version, key])).toString('base64url');
}

function readCursor(cursor: string): { readonly list: string; readonly version: number; readonly key: string } | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
  if (!Array.isArray(parsed) || parsed.length !== 3) return undefined;
  const [list, version, key] = parsed as unknown[];
  const isOurs = typeof list === 'string' && Number.isSafeInteger(version) && (version as number) >= 0 && typeof key === 'string';
  return isOurs ? { list, version: version as number, key } : undefined;
}

/** An argument that is null is as one that is absent; a list of values is as it was written. */
function digestOf(field: string, asked: object): string {
  const text = JSON.stringify([field, asked], (_, value: unknown) => (typeof value === 'bigint' ? String(value) : (value ?? undefined)));
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

function staleCursor(): Refusal {
  return new Refusal(
    'BAD_USER_INPUT',
    'after 不是本列表（同样的方案、筛选和排序）的游标，请用上一页返回的 endCursor，或去掉 after 从头翻页',
  );
}
