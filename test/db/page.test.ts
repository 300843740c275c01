import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_ROWS, pageOf, pageRequest } from '../../src/db/page.js';

const numbers = (n: number) => Array.from({ length: n }, (_, index) => String(index));
const own = (row: string) => row;

describe('pages', () => {
  it('together are the list, each row once, whatever their size', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.integer({ min: 1, max: 20 }), (n, first) => {
        const all = numbers(n);
        const read: string[] = [];
        for (let after: string | null | undefined, more = true; more;) {
          const page = pageOf(pageRequest('list', { first, after }), all, own);
          expect(page.totalCount).toBe(n);
          expect(page.pageInfo.hasPreviousPage).toBe(read.length > 0);
          read.push(...page.nodes);
          after = page.pageInfo.endCursor;
          more = page.pageInfo.hasNextPage;
        }
        expect(read).toEqual(all);
      }),
    );
  });

  it('are 20 rows unless told, 500 at most, and may be empty', () => {
    const size = (first?: number | null) => pageOf(pageRequest('list', { first }), numbers(900), own).nodes.length;
    expect([size(), size(null), size(0), size(500), size(501), size(2_000_000_000)]).toEqual([20, 20, 0, MOST_ROWS, MOST_ROWS, MOST_ROWS]);
  });

  it('refuse a negative size and a cursor that is not of this list', () => {
    const refused = { code: 'BAD_USER_INPUT' };
    const catching = (work: () => unknown) => {
      try {
        return work();
      } catch (error) {
        return error;
      }
    };
    const { endCursor } = pageOf(pageRequest('list', { first: 3 }), numbers(9), own).pageInfo;
    expect(catching(() => pageRequest('list', { first: -1 }))).toMatchObject(refused);
    for (const after of ['', 'x', endCursor!.slice(2), Buffer.from('["list"]').toString('base64url')]) {
      expect(catching(() => pageRequest('list', { after }))).toMatchObject(refused);
    }
    expect(catching(() => pageRequest('another', { after: endCursor }))).toMatchObject(refused);
    expect(catching(() => pageOf(pageRequest('list', { after: endCursor }), ['a'], own))).toMatchObject(refused);
  });
});
