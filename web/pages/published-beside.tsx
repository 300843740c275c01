import type { EnterprisePageQuery } from '../generated/graphql.js';
import { figure } from '../words/figures.js';
import type { Grade } from './class-sentence.js';
import table from '../table/table.module.css';

type Published = NonNullable<EnterprisePageQuery['enterprise']>['publishedGrade'];

/** The grade that was made public, which later data does not touch, beside that of today's data. */
export function PublishedBeside({
  published,
  grade,
  year,
}: {
  readonly published: Published;
  readonly grade: Grade;
  readonly year: number;
}) {
  if (!published?.publication) return <p>{year} 年度的评价尚未公布。</p>;
  const { document, validFrom, scheme } = published.publication;
  const rank = (each: { readonly rank?: number | null; readonly rankedOf?: number | null }) =>
    each.rank ? `${figure(each.rank, 0)} / ${each.rankedOf ?? '—'}` : '—';
  return (
    <>
      <table className={table.plainTable}>
        <caption>
          公布依据：{document}，自 {validFrom} 起，方案 {scheme}
        </caption>
        <thead>
          <tr>
            <th scope="col">项目</th>
            <th scope="col">公布</th>
            <th scope="col">按现有数据</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">类别</th>
            <td>{published.class ?? '未定类'}</td>
            <td>{grade.class ?? '未定类'}</td>
          </tr>
          <tr>
            <th scope="row">名次</th>
            <td>{rank(published)}</td>
            <td>{rank(grade)}</td>
          </tr>
        </tbody>
      </table>
      {published.class !== grade.class && <p>两者不同：公布的类别不受此后报送的数据影响。</p>}
    </>
  );
}
