import type { Assessed } from '../assessment/assessor.js';
import { printAssessment, type PrintedAssessment } from '../grading/print.js';
import { csvText } from '../handover/csv-writing.js';
import { alignedTable } from './table.js';

export type Format = 'table' | 'csv' | 'json';

type NamedResult = PrintedAssessment['results'][number] & { readonly name: string | null };

/** The assessment as SCHEME.md prints it: names, digest and data version with it. */
function complete({ scheme, year, version, assessment, names }: Assessed) {
  const printed = printAssessment(assessment);
  const results = printed.results.map(({ creditCode, ...rest }): NamedResult => ({ creditCode, name: names(creditCode), ...rest }));
  return { scheme: printed.scheme, digest: scheme.digest, year, dataVersion: String(version), groups: printed.groups, results };
}

const HEADER = ['名次', '统一社会信用代码', '企业名称', '组别', '状态', '得分', '初评', '最终', '参照', '调档'];

function rows(assessed: Assessed): string[][] {
  return complete(assessed).results.map(({ rank, creditCode, name, group, state, total, initial, final, treatedAs, overrides }) => {
    const cells = [rank, creditCode, name, group, state, total, initial, final, treatedAs, overrides.join(' ')];
    return cells.map((cell) => String(cell ?? ''));
  });
}

/** How an assessment is printed. */
export const GRADE_FORMATS: Record<Format, (assessed: Assessed) => string> = {
  json: (assessed) => JSON.stringify(complete(assessed), null, 1),
  csv: (assessed) => csvText(HEADER, rows(assessed)),
  table: (assessed) => {
    const { scheme, digest, year, dataVersion, groups } = complete(assessed);
    const head = `${assessed.scheme.scheme.title}（${scheme}，${year} 年度，数据版本 ${dataVersion}，${digest}）`;
    const counts = groups.map(({ id, ranked, classes }) => {
      return `${id}：参评 ${ranked} 户，${Object.entries(classes)
        .map(([name, count]) => `${name} ${count}`)
        .join('，')}`;
    });
    return [head, ...counts, '', alignedTable(HEADER, rows(assessed), ['名次', '得分'])].join('\n');
  },
};
