import { Answered } from '../frame/answered.js';
import { Firm } from '../frame/firm.js';
import { WithheldNote } from '../frame/withheld-note.js';
import { LandTaxYieldDocument, LowEfficiencyLandDocument } from '../generated/graphql.js';
import { useAnswer } from '../hub/use-answer.js';
import { useKeptInAddress } from '../table/kept-in-address.js';
import { PlainTable } from '../table/plain-table.js';
import { TakeAway } from '../table/take-away.js';
import table from '../table/table.module.css';
import { count, figure } from '../words/figures.js';
import css from './land.module.css';
import { LandPage } from './land-page.js';

const MOST_SHOWN = 300;

interface Under {
  readonly scheme: string;
  readonly year: number;
}

/** What land brings: tax of a square metre before and after relief, what low classes could bring, and the least productive land. */
export default function Yield() {
  return (
    <LandPage name="土地　以税节地">
      {(under) => (
        <>
          <Sums {...under} />
          <LowEfficiency {...under} />
        </>
      )}
    </LandPage>
  );
}

function Sums({ scheme, year }: Under) {
  const asked = useAnswer(LandTaxYieldDocument, { scheme, year });
  return (
    <Answered asked={asked}>
      {({ data: { landTaxYield: its }, withheld }) => (
        <>
          {its?.potential && (
            <p className={css.lead}>
              D 类企业 <b>{its.potential.enterprises ?? '—'}</b> 家，用地 <b>{figure(its.potential.area)}</b> 亩，税收{' '}
              <b>{figure(its.potential.tax)}</b> 万元；按 B 类亩均税收中位数 {figure(its.potential.median)} 万元/亩，可增加{' '}
              <b>{figure(its.potential.more)}</b> 万元。
            </p>
          )}
          <div className={css.pair}>
            {(
              [
                ['类别', its?.byClass],
                ['园区', its?.byZone],
                ['行业', its?.byIndustry],
              ] as const
            ).map(([word, rows]) => (
              <PlainTable
                key={word}
                caption={`城镇土地使用税，按${word}，共 ${count(rows?.length ?? 0)} 行`}
                rows={rows ?? []}
                keyOf={({ key }) => key}
                columns={[
                  { title: word, of: ({ key }) => key || '未登记' },
                  { title: '应税面积（㎡·年）', isNumber: true, of: (each) => figure(each.taxableArea) },
                  { title: '减免税额（元）', isNumber: true, of: (each) => figure(each.relief) },
                  { title: '减免前（元/㎡）', isNumber: true, of: (each) => figure(each.before) },
                  { title: '减免后（元/㎡）', isNumber: true, of: (each) => figure(each.after) },
                ]}
              />
            ))}
          </div>
          <WithheldNote withheld={withheld} />
        </>
      )}
    </Answered>
  );
}

function LowEfficiency({ scheme, year }: Under) {
  const asked = useAnswer(LowEfficiencyLandDocument, { scheme, year });
  const kept = useKeptInAddress();
  const search = kept.get('q');
  return (
    <section className={css.section} aria-labelledby="low">
      <h2 id="low">低效用地</h2>
      <Answered asked={asked}>
        {({ data: { landTaxYield } }) => {
          const all = landTaxYield?.lowEfficiency ?? [];
          const shown = all.filter(({ enterprise, unitCode }) =>
            [enterprise?.name, unitCode].some((each) => each?.includes(search.trim())),
          );
          return (
            <>
              <div className={table.tools} role="search">
                <input
                  type="search"
                  aria-label="按企业或不动产单元代码查找"
                  placeholder="企业名称或不动产单元代码"
                  value={search}
                  onChange={({ target }) => kept.set('q', target.value)}
                />
                <TakeAway document="low-efficiency-land" variables={{ scheme, year }} title={`${year}年低效用地`} />
              </div>
              <PlainTable
                caption={`共 ${count(shown.length)} 宗，亩均税收低者先${shown.length > MOST_SHOWN ? `，列出前 ${MOST_SHOWN} 宗` : ''}`}
                rows={shown.slice(0, MOST_SHOWN)}
                of={shown.length}
                keyOf={({ unitCode }) => unitCode}
                columns={[
                  { title: '企业', of: ({ enterprise }) => <Firm of={enterprise} under={`scheme=${scheme}&year=${year}`} /> },
                  { title: '不动产单元代码', of: ({ unitCode }) => unitCode },
                  { title: '园区', of: ({ enterprise }) => enterprise?.zone ?? '—' },
                  { title: '镇街', of: ({ enterprise }) => enterprise?.town ?? '—' },
                  { title: '企业用地（亩）', isNumber: true, of: ({ area }) => figure(area) },
                  { title: '亩均税收（万元/亩）', isNumber: true, of: ({ taxPerMu }) => figure(taxPerMu) },
                  { title: '低于哪一档', of: ({ threshold }) => threshold },
                ]}
              />
            </>
          );
        }}
      </Answered>
    </section>
  );
}
