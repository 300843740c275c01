import { Refusal } from '../access/refusal.js';

/** The most rows of a page, whatever was asked. */
export const MOST_ROWS = 500;
/** The rows of a page where nobody says how many. */
export const USUAL_ROWS = 20;

export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** A page of a list in one order: so many rows after the row of this key. */
export interface PageRequest {
  /** Names the list and its order, so that a cursor of another list is refused. */
  readonly list: string;
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
export function pageRequest(list: string, { first, after }: PageArguments): PageRequest {
  if (first && first < 0) throw new Refusal('BAD_USER_INPUT', `first: ${first} 不能为负数，请给出 0 到 ${MOST_ROWS}`);
  const limit = Math.min(first ?? USUAL_ROWS, MOST_ROWS);
  return { list, limit, after: typeof after === 'string' ? keyOf(list, after) : undefined };
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
  const edges = rows.map((node) => ({ cursor: cursorOf(request.list, key(node)), node }));
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

function cursorOf(list: string, key: string): string {
  return Buffer.from(JSON.stringify([list, key])).toString('base64url');
}

function keyOf(list: string, cursor: string): string {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parsed) && parsed.length === 2 && parsed[0] === list && typeof parsed[1] === 'string') return parsed[1];
  } catch {
    // Not one of ours: refused below like a cursor of another list.
  }
  throw staleCursor();
}

function staleCursor(): Refusal {
  return new Refusal('BAD_USER_INPUT', 'after 不是本列表（同样的筛选和排序）的游标，请用上一页返回的 endCursor，或去掉 after 从头翻页');
}
