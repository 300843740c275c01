import type { ReactNode } from 'react';
import { Answered } from '../frame/answered.js';
import { FindingRecordsDocument, type FindingRecordsQuery } from '../generated/graphql.js';
import { useAnswer } from '../hub/use-answer.js';
import { figure } from '../words/figures.js';
import type { Finding } from './all-findings.js';
import css from './land.module.css';

type Parcel = NonNullable<FindingRecordsQuery['parcel']>;
type Source = NonNullable<Parcel['taxSources']>[number];

/** What the land department registered, beside what was declared to the tax bureau; what differs is marked. */
export function FindingRecords({ finding }: { readonly finding: Finding }) {
  const { unitCode } = finding;
  const asked = useAnswer(FindingRecordsDocument, unitCode ? { unitCode } : undefined);
  return (
    <div className={css.records}>
      <p className={css.why}>{finding.explanation ?? '说明未授权'}</p>
      {unitCode ? (
        <Answered asked={asked}>{({ data: { parcel } }) => <Both parcel={parcel ?? undefined} finding={finding} />}</Answered>
      ) : (
        <Both parcel={undefined} finding={finding} />
      )}
    </div>
  );
}

function Both({ parcel, finding }: { readonly parcel: Parcel | undefined; readonly finding: Finding }) {
  const sources = parcel?.taxSources ?? [];
  return (
    <>
      <section>
        <h2>自然资源登记</h2>
        {parcel ? (
          <dl>
            <Line term="不动产单元代码">{parcel.unitCode}</Line>
            <Line term="权利人">{parcel.holder?.name ?? parcel.holderName ?? '未授权'}</Line>
            <Line term="宗地面积">{figure(parcel.area)} ㎡</Line>
            <Line term="土地等级" differs={sources.some((each) => differs(parcel.landClass, each.landClass))}>
              {parcel.landClass ?? '—'}
            </Line>
            <Line term="用途">{parcel.use ?? '—'}</Line>
            <Line term="坐落">{parcel.location ?? '—'}</Line>
          </dl>
        ) : (
          <p>没有对应的宗地。</p>
        )}
      </section>
      <section>
        <h2>税源申报</h2>
        {sources.map((source) => (
          <Declared key={source.sourceId} source={source} parcel={parcel} />
        ))}
        {sources.length === 0 && (
          <p>
            {finding.sourceId
              ? `税源 ${finding.sourceId}，纳税人 ${finding.taxpayer?.name ?? '—'}，应税面积 ${figure(finding.taxableArea)} ㎡。`
              : '没有任何在效的土地税源。'}
          </p>
        )}
      </section>
    </>
  );
}

function Declared({ source, parcel }: { readonly source: Source; readonly parcel: Parcel | undefined }) {
  return (
    <dl>
      <Line term="税源编号">{source.sourceId}</Line>
      <Line term="纳税人" differs={differs(parcel?.holder?.creditCode, source.taxpayer?.creditCode)}>
        {source.taxpayer?.name ?? '—'}
      </Line>
      <Line term="应税面积" differs={differs(parcel?.area, source.taxableArea)}>
        {figure(source.taxableArea)} ㎡
      </Line>
      <Line term="占用面积">{figure(source.occupiedArea)} ㎡</Line>
      <Line term="减免税面积">{figure(source.relievedArea)} ㎡</Line>
      <Line term="土地等级" differs={differs(parcel?.landClass, source.landClass)}>
        {source.landClass ?? '—'}
      </Line>
      <Line term="年应纳税额">{figure(source.annualTax)} 元</Line>
      <Line term="年减免税额">{figure(source.annualRelief)} 元</Line>
    </dl>
  );
}

function Line({
  term,
  differs: isOther = false,
  children,
}: {
  readonly term: string;
  readonly differs?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <>
      <dt>{term}</dt>
      <dd>
        <span className={isOther ? css.differs : undefined}>{children}</span>
        {isOther && <span className="soft">　两边不一致</span>}
      </dd>
    </>
  );
}

const CLASSES = '一二三四五六七八九';

/** Whether two records say another thing; 一级 and 1级 are the same. */
function differs(one: string | null | undefined, other: string | null | undefined): boolean {
  if (!one || !other) return false;
  const plain = (text: string) => text.replace(/[一二三四五六七八九]/, (mark) => String(CLASSES.indexOf(mark) + 1));
  return plain(one) !== plain(other);
}
