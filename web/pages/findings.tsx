import { useMemo } from 'react';
import { Link } from 'wouter';
import { Answered } from '../frame/answered.js';
import { UnderScheme } from '../frame/under-scheme.js';
import { LandTaxFindingsDocument, type LandTaxFindingKind, type LandTaxFindingsQuery } from '../generated/graphql.js';
import { ask, type Answer } from '../hub/ask.js';
import { HubError } from '../hub/hub-error.js';
import { useWork } from '../hub/use-answer.js';
import { useKeptInAddress } from '../table/kept-in-address.js';
import { PlainTable } from '../table/plain-table.js';
import { TakeAway } from '../table/take-away.js';
import css from '../table/table.module.css';
import { FINDING_STATUS_WORDS, FINDING_WORDS } from '../words/findings.js';
import { count, figure } from '../words/figures.js';

type Finding = NonNullable<LandTaxFindingsQuery['landTaxFindings']>['nodes'][number];
/** More are not shown at once: they are taken away as a file. */
const MOST_SHOWN = 300;

/** Where land and land tax do not agree: both records beside each other, most tax at stake first. */
export default function Findings() {
  return <UnderScheme name="土地　疑点">{({ scheme, year }) => <List scheme={scheme.id} year={year} />}</UnderScheme>;
}

async function allFindings(scheme: string, year: number) {
  const nodes: Finding[] = [];
  let after: string | undefined;
  for (;;) {
    const { data }: Answer<LandTaxFindingsQuery> = await ask(LandTaxFindingsDocument, { scheme, year, first: 500, after });
    const list = data.landTaxFindings;
    if (!list) throw new HubError('FORBIDDEN', '没有给出疑点：请向税务局、自然资源和规划局申请授权，用途为“以税节地”');
    nodes.push(...list.nodes);
    if (!list.pageInfo.hasNextPage) return { nodes, total: list.taxAtStakeTotal };
    after = list.pageInfo.endCursor ?? undefined;
  }
}

function List({ scheme, year }: { readonly scheme: string; readonly year: number }) {
  const asked = useWork(`findings ${scheme} ${year}`, () => allFindings(scheme, year));
  return <Answered asked={asked}>{({ nodes, total }) => <Found {...{ nodes, total, scheme, year }} />}</Answered>;
}

interface All {
  readonly nodes: readonly Finding[];
  readonly total: string | null | undefined;
  readonly scheme: string;
  readonly year: number;
}

function Found({ nodes, total, scheme, year }: All) {
  const kept = useKeptInAddress();
  const [kind, town, search] = [kept.get('kind'), kept.get('town'), kept.get('q')];
  const shown = useMemo(() => nodes.filter((each) => matches(each, kind, town, search)), [nodes, kind, town, search]);
  const kinds = [...new Set(nodes.map((each) => each.kind))];
  const towns = [...new Set(nodes.flatMap(({ holder, taxpayer }) => holder?.town ?? taxpayer?.town ?? []))].sort();
  const filter = { ...(kind ? { kinds: [kind as LandTaxFindingKind] } : {}), ...(town ? { towns: [town] } : {}) };
  return (
    <>
      <p>
        涉及税额合计 <b>{figure(total)}</b> 元/年
      </p>
      <div className={css.tools} role="search">
        <input
          type="search"
          aria-label="按企业或不动产单元代码查找"
          placeholder="企业名称或不动产单元代码"
          value={search}
          onChange={({ target }) => kept.set('q', target.value)}
        />
        <label>
          种类
          <select value={kind} onChange={({ target }) => kept.set('kind', target.value)}>
            <option value="">全部</option>
            {kinds.map((each) => (
              <option key={each} value={each}>
                {FINDING_WORDS[each]}
              </option>
            ))}
          </select>
        </label>
        <label>
          镇街
          <select value={town} onChange={({ target }) => kept.set('town', target.value)}>
            <option value="">全部</option>
            {towns.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
        <TakeAway document="land-tax-findings" variables={{ year, scheme, filter }} title={`${year}年以地控税疑点`} />
      </div>
      <p className={css.count} role="status">
        共 {count(shown.length)} 条{shown.length > MOST_SHOWN && `，列出涉及税额最高的 ${MOST_SHOWN} 条，全部请下载`}
      </p>
      <PlainTable
        caption="土地与税源不符之处"
        rows={shown.slice(0, MOST_SHOWN)}
        keyOf={({ id }) => id}
        columns={[
          { title: '种类', of: (each) => FINDING_WORDS[each.kind] },
          { title: '权利人（自然资源）', of: ({ holder }) => <Firm of={holder} under={`scheme=${scheme}&year=${year}`} /> },
          { title: '纳税人（税务）', of: ({ taxpayer }) => <Firm of={taxpayer} under={`scheme=${scheme}&year=${year}`} /> },
          { title: '登记面积（㎡）', isNumber: true, of: (each) => figure(each.registeredArea) },
          { title: '应税面积（㎡）', isNumber: true, of: (each) => figure(each.taxableArea) },
          { title: '差异（㎡）', isNumber: true, of: (each) => figure(each.differenceArea) },
          { title: '涉及税额（元/年）', isNumber: true, of: (each) => figure(each.taxAtStake) },
          { title: '状态', of: (each) => FINDING_STATUS_WORDS[each.status] },
          { title: '说明', of: (each) => each.explanation ?? '—' },
        ]}
      />
    </>
  );
}

function Firm({
  of,
  under,
}: {
  readonly of: { readonly creditCode: string; readonly name?: string | null } | null | undefined;
  readonly under: string;
}) {
  return of ? <Link href={`/enterprises/${of.creditCode}?${under}`}>{of.name ?? of.creditCode}</Link> : <>—</>;
}

function matches({ kind, holder, taxpayer, unitCode }: Finding, wantedKind: string, town: string, search: string): boolean {
  const its = [holder?.name, taxpayer?.name, holder?.creditCode, taxpayer?.creditCode, unitCode];
  return (
    (wantedKind === '' || kind === wantedKind) &&
    (town === '' || holder?.town === town || taxpayer?.town === town) &&
    (search === '' || its.some((each) => each?.includes(search)))
  );
}
