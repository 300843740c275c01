import type { DatasetDefinition } from './dataset.js';
import { labelsByLine, lackingKeys, type FoundLabels } from './header.js';
import type { TableHead } from './table-head.js';

/** 中文: which dataset a table that matches none comes nearest to, the keys it lacks, and the labels found; undefined: no label was. */
export function nearestDataset(
  tables: readonly Pick<TableHead, 'head' | 'merges'>[],
  datasets: readonly DatasetDefinition[],
): string | undefined {
  let nearest: FoundLabels | undefined;
  for (const table of tables) {
    for (const found of [...labelsByLine(table, datasets)].flat()) if (found.present.size > (nearest?.present.size ?? 0)) nearest = found;
  }
  return nearest && inWords(nearest);
}

function inWords(found: FoundLabels): string {
  const lacking = lackingKeys(found);
  const labels = [...found.present].map(({ label }) => label).join('、');
  const year = lacking.some(({ kind }) => kind === 'year') ? '（年度也可写在标题、工作表名、文件名中，或以 --year 指明）' : '';
  const lack = lacking.length === 0 ? '主键列齐全，其他列不足' : `缺主键列 ${lacking.map(({ label }) => label).join('、')}${year}`;
  return `最接近“${found.dataset.title}”：${lack}；认出的列：${labels}`;
}
