import type { DatasetDefinition } from './dataset.js';
import { quoted } from './invisible.js';
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
  return nearest ? inWords(nearest) : otherForm(tables);
}

const SEPARATORS = [
  ['\t', '制表符'],
  [';', '分号'],
  ['；', '分号'],
  ['，', '全角逗号'],
  ['|', '竖线'],
] as const;

/** 中文: what else a text is that holds no label: parted by something else, a page, a document; else the words that it begins with. */
function otherForm(tables: readonly Pick<TableHead, 'head'>[]): string | undefined {
  const lines = tables.flatMap(({ head }) => head).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const [first] = lines;
  if (!first) return '没有内容';
  const begins = first.cells.join().trim();
  if (begins.startsWith('<')) return '是网页（HTML）或 XML，不是表格；请用 Excel 打开后另存为 XLSX';
  if (begins.startsWith('%PDF')) return '是 PDF，不是表格；请移交原来的 Excel 文件';
  for (const [separator, name] of SEPARATORS) {
    if (lines.some(({ cells }) => cells.length === 1 && cells[0]!.split(separator).length > 2))
      return `各列以${name}分隔，应以逗号分隔；请另存为 XLSX，或以逗号分隔的 CSV`;
  }
  const widest = lines.reduce((most, line) => (line.cells.length > most.cells.length ? line : most));
  return `找到的列名：${quoted(
    widest.cells
      .map((cell) => cell.trim())
      .filter(Boolean)
      .join('、'),
  )}`;
}

function inWords(found: FoundLabels): string {
  const lacking = lackingKeys(found);
  const labels = [...found.present].map(({ label }) => label).join('、');
  const year = lacking.some(({ kind }) => kind === 'year') ? '（年度也可写在标题、工作表名、文件名中，或以 --year 指明）' : '';
  const lack = lacking.length === 0 ? '主键列齐全，其他列不足' : `缺主键列 ${lacking.map(({ label }) => label).join('、')}${year}`;
  return `最接近“${found.dataset.title}”：${lack}；认出的列：${labels}`;
}
