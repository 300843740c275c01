import { describe, expect, it } from 'vitest';
import { creditCode, measure } from '../../src/handover/column.js';
import { dataset } from '../../src/handover/dataset.js';

describe('a dataset', () => {
  const declared = (aliases: readonly string[]) =>
    dataset({
      ...{ id: 'x.y', department: 'statistics', title: '试', updated: 'yearly' },
      columns: {
        creditCode,
        revenue: { label: '营业收入', ...measure('money', '万元') },
        sales: { label: '销售收入', aliases, kind: 'number' },
      },
    });

  it('has a column for each label', () =>
    expect(declared(['销售额']).columns.map(({ field }) => field)).toEqual(['creditCode', 'revenue', 'sales']));

  it.each(['营业收入', '信用代码', '销售收入'])('is refused where a second column is called %s too', (alias) =>
    expect(() => declared([alias])).toThrow(`x.y: two columns are called ${alias}`),
  );
});
