import type { ReactNode } from 'react';
import { useParams } from 'wouter';
import { ClassMark } from '../chart/class-mark.js';
import { Answered } from '../frame/answered.js';
import { UnderScheme } from '../frame/under-scheme.js';
import { WithheldNote } from '../frame/withheld-note.js';
import { EnterprisePageDocument, type EnterprisePageQuery } from '../generated/graphql.js';
import type { Withheld } from '../hub/ask.js';
import { useAnswer } from '../hub/use-answer.js';
import { useSession } from '../hub/session.js';
import { useScheme } from '../hub/use-scheme.js';
import { figure } from '../words/figures.js';
import { classSentence, type Grade } from './class-sentence.js';
import css from './enterprise.module.css';
import { IndicatorCard } from './indicator-card.js';
import { PointsWaterfall } from './points-waterfall.js';
import { PublishedBeside } from './published-beside.js';
import { Treatments } from './treatments.js';
import { WayUp } from './way-up.js';

/** An enterprise: its class, why, what it is made of, and what follows. */
export default function EnterprisePage() {
  const { code } = useParams<{ code?: string }>();
  const { who } = useSession();
  const { chosen } = useScheme();
  const creditCode = code ?? who.creditCode ?? '';
  const asked = useAnswer(EnterprisePageDocument, chosen ? { creditCode, scheme: chosen.scheme.id, year: chosen.year } : undefined);
  const name = asked.answer?.data.enterprise?.name ?? creditCode;
  return (
    <UnderScheme name={`企业　${name}`}>
      {({ scheme, year }) => (
        <Answered asked={asked}>
          {({ data, withheld }) => <Sheet data={data} withheld={withheld} year={year} title={scheme.title} />}
        </Answered>
      )}
    </UnderScheme>
  );
}

interface Shown {
  readonly data: EnterprisePageQuery;
  readonly withheld: readonly Withheld[];
  readonly year: number;
  readonly title: string;
}

function Sheet({ data: { enterprise, assessment }, withheld, year, title }: Shown) {
  if (!enterprise) return <p>没有这家企业，或不在您可以查看的范围内：请核对统一社会信用代码。</p>;
  const { grade, publishedGrade } = enterprise;
  const group = assessment?.groups.find(({ id }) => id === grade?.group);
  const letters = group?.classes?.map((each) => each.class) ?? [];
  const its = group?.classes?.find((each) => each.class === grade?.class);
  const hidden = new Set(withheld.map(({ coordinate }) => coordinate));
  return (
    <>
      <dl className={css.facts}>
        <Fact term="统一社会信用代码">{enterprise.creditCode}</Fact>
        <Fact term="行业">{[enterprise.industry, enterprise.industryGroup].filter(Boolean).join(' ') || '—'}</Fact>
        <Fact term="园区">{enterprise.zone ?? '—'}</Fact>
        <Fact term="镇街">{enterprise.town ?? '—'}</Fact>
        <Fact term="成立">{enterprise.established ?? '—'}</Fact>
        <Fact term="登记状态">{enterprise.status ?? '—'}</Fact>
      </dl>
      {!grade ? (
        <p>
          按“{title}”{year} 年没有这家企业的评价结果。
        </p>
      ) : (
        <>
          <section className={css.verdict} aria-label="类别">
            <p className={css.class}>
              {grade.class ? (
                <ClassMark large letter={grade.class} index={letters.indexOf(grade.class)} />
              ) : (
                <span className={css.none}>未定类</span>
              )}
              <span className="soft">{its?.title}</span>
            </p>
            <dl className={css.key}>
              <Fact term="总分（分）">{hidden.has('Grade.total') && !grade.total ? '未授权' : figure(grade.total)}</Fact>
              <Fact term="名次">{grade.rank ? `${grade.rank} / ${grade.rankedOf ?? '—'}` : '—'}</Fact>
            </dl>
            <p className={css.why}>
              {classSentence(grade, group?.title)}
              {publishedGrade?.publication && ` 已公布：${publishedGrade.class ?? '未定类'} 类（${publishedGrade.publication.document}）。`}
            </p>
          </section>
          <section aria-labelledby="published" className={css.section}>
            <h2 id="published">公布的类别与现在的类别</h2>
            <PublishedBeside published={publishedGrade} grade={grade} year={year} />
          </section>
          <Parts grade={grade} hidden={hidden} />
          <p className="soft">
            {title}，数据版本 {grade.dataVersion}
          </p>
        </>
      )}
      <WithheldNote withheld={withheld} />
      <p className={css.print}>
        <button type="button" onClick={() => window.print()}>
          打印
        </button>
      </p>
    </>
  );
}

function Parts({ grade, hidden }: { readonly grade: Grade; readonly hidden: ReadonlySet<string> }) {
  return (
    <>
      <section aria-labelledby="points" className={css.section}>
        <h2 id="points">得分</h2>
        <PointsWaterfall grade={grade} />
      </section>
      <section aria-labelledby="indicators" className={css.section}>
        <h2 id="indicators">逐项指标</h2>
        <ul className={css.indicators}>
          {grade.indicators?.map((indicator) => (
            <IndicatorCard key={indicator.id} indicator={indicator} withheld={hidden} />
          ))}
        </ul>
      </section>
      {(grade.overrides?.length ?? 0) > 0 && (
        <section aria-labelledby="overrides" className={css.section}>
          <h2 id="overrides">调档</h2>
          <ul>
            {grade.overrides?.map(({ id, title, article, before, after }) => (
              <li key={id}>
                {title}：{before} → {after}（依据 {article ?? '方案未写条款'}）
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="way-up" className={css.section}>
        <h2 id="way-up">提升路径</h2>
        <WayUp grade={grade} />
      </section>
      <section aria-labelledby="treatments" className={css.section}>
        <h2 id="treatments">适用政策</h2>
        <Treatments treatments={grade.treatments} />
      </section>
    </>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
