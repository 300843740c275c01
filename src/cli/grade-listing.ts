import type { Assessed } from '../assessment/assessor.js';
import { printAssessment, type PrintedAssessment } from '../grading/print.js';
import type { Listing } from './listing.js';

type NamedResult = PrintedAssessment['results'][number] & { readonly name: string | null };

/** The assessment as SCHEME.md prints it: names, digest and data version with it. */
function complete({ scheme, year, version, assessment, names }: Assessed) {
  const printed = printAssessment(assessment);
  const results = printed.results.map(({ creditCode, ...rest }): NamedResult => ({ creditCode, name: names(creditCode), ...rest }));
  return { scheme: printed.scheme, digest: scheme.digest, year, dataVersion: String(version), groups: printed.groups, results };
}

const HEADER = ['名次', '统一社会信用代码', '企业名称', '组别', '状态', '得分', '初评', '最终', '参照', '调档'];

function cells({ rank, creditCode, name, group, state, total, initial, final, treatedAs, overrides }: NamedResult): string[] {
  return [rank, creditCode, name, group, state, total, initial, final, treatedAs, overrides.join(' ')].map((cell) => String(cell ?? ''));
}

/** How an assessment is printed; `chosen` the enterprises that are listed. */
export function gradeListing(assessed: Assessed, chosen: (creditCode: string) => boolean): Listing {
  const whole = complete(assessed);
  const { scheme, digest, year, dataVersion, groups } = whole;
  const results = whole.results.filter(({ creditCode }) => chosen(creditCode));
  const title = `${assessed.scheme.scheme.title}（${scheme}，${year} 年度，数据版本 ${dataVersion}，${digest}）`;
  const counts = groups.map(({ id, ranked, classes }) => {
    return `${id}：参评 ${ranked} 户，${Object.entries(classes)
      .map(([name, count]) => `${name} ${count}`)
      .join('，')}`;
  });
  return {
    title: `${year} 年度评价结果`,
    header: HEADER,
    rows: results.map(cells),
    numbers: ['名次', '得分'],
    above: [title, ...counts, ''],
    json: { ...whole, results },
  };
}
