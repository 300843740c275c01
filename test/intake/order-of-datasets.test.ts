import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { departments } from '../../src/departments/index.js';
import { findHeader } from '../../src/handover/header.js';
import { recordSets } from '../../src/intake/record-sets.js';

/** The first column of HANDOVER.md's table of datasets. */
const inTheTable = [
  ...readFileSync('docs/rules/HANDOVER.md', 'utf8')
    .split('## Datasets and columns')[1]!
    .split('\n**In force.**')[0]!
    .matchAll(/^\| `([a-z_.]+)`/gm),
].map(([, id]) => id!);

it('datasets stand in the order of the table, those of other documents behind', () => {
  expect(inTheTable).toHaveLength(11);
  expect([...recordSets.keys()].slice(0, inTheTable.length)).toEqual(inTheTable);
  const all = Object.values(departments).flatMap((department) => department.recordSets.map(({ dataset }) => dataset.id));
  expect([...recordSets.keys()]).toEqual(expect.arrayContaining(all));
});

it('a header of which several datasets have as many columns is the first of the table', () => {
  const datasets = [...recordSets.values()].map(({ dataset }) => dataset);
  // 企业名称 is 单位名称: keys, name and one column of each of four datasets that are told by credit code and year.
  const cells = ['统一社会信用代码', '单位名称', '年度', '参保人数', '营业收入', '化学需氧量', '增值税净入库'];
  const header = findHeader({ name: undefined, head: [{ line: 1, cells }], merges: [] }, datasets, { fileName: 'f' });
  expect(header?.dataset.id).toBe('tax.payments');
  const events = ['统一社会信用代码', '企业名称', '年度', '户号', '用电量', '用水量', '季度', '报送单位', '减免城镇土地使用税'];
  expect(findHeader({ name: undefined, head: [{ line: 1, cells: events }], merges: [] }, datasets, { fileName: 'f' })?.dataset.id).toBe(
    'policy.effects',
  );
});
