import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_ROWS, pageOf, pageRequest } from '../../src/db/page.js';

const numbers = (n: number) => Array.from({ length: n }, (_, index) => String(index));
const own = (row: string) => row;
const LIST = { field: 'list', asked: { filter: { zones: ['甲'] } }, version: 7 };

describe('pages', () => {
  it('together are the list, each row once, whatever their size', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.integer({ min: 1, max: 20 }), (n, first) => {
        const all = numbers(n);
        const read: string[] = [];
        for (let after: string | null | undefined, more = true; more;) {
          const page = pageOf(pageRequest(LIST, { first, after }), all, own);
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
    const size = (first?: number | null) => pageOf(pageRequest(LIST, { first }), numbers(900), own).nodes.length;
    expect([size(), size(null), size(0), size(500), size(501), size(2_000_000_000)]).toEqual([20, 20, 0, MOST_ROWS, MOST_ROWS, MOST_ROWS]);
  });

  it('are of the data version of the first, and of what was asked, whether left out or null', () => {
    const { endCursor } = pageOf(pageRequest(LIST, { first: 3 }), numbers(9), own).pageInfo;
    const next = pageRequest({ ...LIST, asked: { ...LIST.asked, orderBy: null }, version: 9 }, { first: 3, after: endCursor });
    expect(next).toMatchObject({ version: 7, after: '2' });
    expect(pageRequest({ field: 'log' }, {})).toMatchObject({ version: 0 });
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
    const { endCursor } = pageOf(pageRequest(LIST, { first: 3 }), numbers(9), own).pageInfo;
    expect(catching(() => pageRequest(LIST, { first: -1 }))).toMatchObject(refused);
    const [list, version, key] = JSON.parse(Buffer.from(endCursor!, 'base64url').toString()) as [string, number, string];
    expect([version, key]).toEqual([7, '2']);
    const forged = [[list], [list, 8, key], [list, -1, key], [list, 1.5, key], [list, '7', key], [list, 7, 2]];
    for (const after of ['', 'x', endCursor!.slice(2), ...forged.map((each) => Buffer.from(JSON.stringify(each)).toString('base64url'))]) {
      expect(catching(() => pageRequest(LIST, { after }))).toMatchObject(refused);
    }
    for (const asked of [{}, { filter: { zones: ['乙'] } }, { filter: { zones: ['甲'] }, orderBy: 'NAME_ASC' }]) {
      expect(catching(() => pageRequest({ ...LIST, asked }, { after: endCursor }))).toMatchObject(refused);
    }
    expect(catching(() => pageRequest({ ...LIST, field: 'another' }, { after: endCursor }))).toMatchObject(refused);
    expect(catching(() => pageOf(pageRequest(LIST, { after: endCursor }), ['a'], own))).toMatchObject(refused);
  });
});
