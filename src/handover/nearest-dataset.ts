import type { ColumnDefinition, DatasetDefinition } from './dataset.js';
import { parseLabel } from './label.js';
import type { Sheet } from './sheet.js';

/** 中文: which dataset a table that matches none comes nearest to, the keys it lacks, and the labels found; undefined: no label was. */
export function nearestDataset(tables: readonly Pick<Sheet, 'head'>[], datasets: readonly DatasetDefinition[]): string | undefined {
  let nearest: { readonly dataset: DatasetDefinition; readonly present: ReadonlySet<ColumnDefinition> } | undefined;
  for (const { cells } of tables.flatMap(({ head }) => head)) {
    const names = new Set(cells.map((cell) => parseLabel(cell).name));
    for (const dataset of datasets) {
      const present = new Set(dataset.columns.filter(({ label, aliases = [] }) => [label, ...aliases].some((each) => names.has(each))));
      if (present.size > (nearest?.present.size ?? 0)) nearest = { dataset, present };
    }
  }
  if (!nearest) return undefined;
  const { dataset, present } = nearest;
  const lacking = dataset.columns.filter((column) => column.key && !present.has(column)).map(({ label }) => label);
  const lack = lacking.length === 0 ? '主键列齐全，其他列不足' : `缺主键列 ${lacking.join('、')}`;
  return `最接近“${dataset.title}”：${lack}；认出的列：${[...present].map(({ label }) => label).join('、')}`;
}
