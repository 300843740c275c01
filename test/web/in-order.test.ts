import { expect, it } from 'vitest';
import { inOrder } from '../../web/table/in-order.js';

const ROWS = [
  { name: '乙', total: 2 },
  { name: '甲', total: undefined },
  { name: '丙', total: -3 },
  { name: '丁', total: 2 },
  { name: '戊', total: 10 },
];
const COLUMNS = [
  { id: 'name', title: '名称', width: 1, valueOf: (row: (typeof ROWS)[number]) => row.name, compare: new Intl.Collator('zh-CN').compare },
  { id: 'total', title: '总分', width: 1, valueOf: (row: (typeof ROWS)[number]) => row.total },
];
const names = (sorting?: { id: string; desc: boolean }) => inOrder(ROWS, sorting, COLUMNS).map(({ name }) => name);

it('puts rows in the order of a column: numbers as numbers, equals as they were, what is missing last both ways', () => {
  expect(names({ id: 'total', desc: false })).toEqual(['丙', '乙', '丁', '戊', '甲']);
  expect(names({ id: 'total', desc: true })).toEqual(['戊', '乙', '丁', '丙', '甲']);
  expect(names({ id: 'name', desc: false })).toEqual(['丙', '丁', '甲', '戊', '乙']);
});

it('leaves rows as they came without a column, or by one that is not there', () => {
  expect(names()).toEqual(ROWS.map(({ name }) => name));
  expect(names({ id: 'gone', desc: true })).toEqual(ROWS.map(({ name }) => name));
});
