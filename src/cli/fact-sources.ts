import type { FactOrigin, FileLine } from '../assessment/provenance.js';
import { departments } from '../departments/index.js';
import type { FactBehind } from '../assessment/fact-behind.js';

/** The lines that a grade came from, as a person looks them up: by department and year, then the events that happened. */
export function sourceLines(origins: readonly FactOrigin[]): readonly string[] {
  const lines = origins.flatMap(({ fact, lines: its }) =>
    its.map((line) => `  ${whose(fact)}：${place(line)}（数据版本 ${line.version}）`),
  );
  return [...new Set(lines)];
}

function whose({ event, title, department, year, id }: FactBehind): string {
  if (event) return `事项“${title}”`;
  if (id.startsWith('enterprise.')) return '企业名录';
  return `${departments[department as keyof typeof departments]?.title ?? title} ${year} 年`;
}

function place({ file, sheet, line }: FileLine): string {
  return `${file}${sheet ? ` 工作表“${sheet}”` : ''} 第 ${line} 行`;
}
