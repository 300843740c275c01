import { Fragment, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { Answered } from '../frame/answered.js';
import { Firm } from '../frame/firm.js';
import { WithheldNote } from '../frame/withheld-note.js';
import { FINDING_STATUS_WORDS, LAND_TAX_FINDING_KIND_WORDS } from '../generated/enum-words.js';
import type { FindingStatus, LandTaxFindingKind } from '../generated/graphql.js';
import { useWork } from '../hub/use-answer.js';
import { useKeptInAddress, type InAddress } from '../table/kept-in-address.js';
import { TakeAway } from '../table/take-away.js';
import table from '../table/table.module.css';
import { count, figure } from '../words/figures.js';
import { allFindings, type Finding, type FindingList } from './all-findings.js';
import { FindingRecords } from './finding-records.js';
import css from './land.module.css';
import { LandPage } from './land-page.js';

/** As many more each time. */
const STEP = 100;

/** Where land and land tax do not agree: both records beside each other, most tax at stake first. */
export default function Findings() {
  return <LandPage name="土地　疑点">{({ scheme, year }) => <List scheme={scheme} year={year} />}</LandPage>;
}

interface Under {
  readonly scheme: string;
  readonly year: number;
}

function List({ scheme, year }: Under) {
  const asked = useWork(`findings ${scheme} ${year}`, () => allFindings(scheme, year));
  return <Answered asked={asked}>{(list) => <Found list={list} scheme={scheme} year={year} />}</Answered>;
}

function Found({ list: { nodes, total, withheld }, scheme, year }: { readonly list: FindingList } & Under) {
  const kept = useKeptInAddress();
  const [kind, town, status, search] = ['kind', 'town', 'status', 'q'].map(kept.get) as [string, string, string, string];
  const shown = useMemo(() => nodes.filter((each) => matches(each, { kind, town, status, search })), [nodes, kind, town, status, search]);
  const towns = [...new Set(nodes.flatMap(townOf))].sort();
  const filter = {
    ...(kind ? { kinds: [kind as LandTaxFindingKind] } : {}),
    ...(town ? { towns: [town] } : {}),
    ...(status ? { statuses: [status as FindingStatus] } : {}),
  };
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
        <Choice
          name="kind"
          title="种类"
          kept={kept}
          values={[...new Set(nodes.map((each) => each.kind))]}
          words={LAND_TAX_FINDING_KIND_WORDS}
        />
        <Choice name="town" title="镇街" kept={kept} values={towns} />
        <Choice
          name="status"
          title="状态"
          kept={kept}
          values={[...new Set(nodes.map((each) => each.status))]}
          words={FINDING_STATUS_WORDS}
        />
        <TakeAway document="land-tax-findings" variables={{ year, scheme, filter }} title={`${year}年以地控税疑点`} />
      </div>
      <p className={table.count} role="status">
        共 {count(shown.length)} 条{shown.length < nodes.length && `（全部 ${count(nodes.length)} 条中）`}，全部疑点涉及税额{' '}
        <b>{figure(total)}</b> 元/年
      </p>
      {shown.length === 0 ? <p>没有符合条件的疑点。</p> : <FindingTable shown={shown} under={`scheme=${scheme}&year=${year}`} />}
      <WithheldNote withheld={withheld} />
    </>
  );
}

function Choice<V extends string>({
  name,
  title,
  kept,
  values,
  words,
}: {
  readonly name: string;
  readonly title: string;
  readonly kept: InAddress;
  readonly values: readonly V[];
  readonly words?: Readonly<Record<V, string>>;
}) {
  return (
    <label>
      {title}
      <select value={kept.get(name)} onChange={({ target }) => kept.set(name, target.value)}>
        <option value="">全部</option>
        {values.map((each) => (
          <option key={each} value={each}>
            {words?.[each] ?? each}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The findings; one of them is opened at a time, which the address keeps. */
function FindingTable({ shown, under }: { readonly shown: readonly Finding[]; readonly under: string }) {
  const [address, setAddress] = useSearchParams();
  const open = address.get('open');
  const wanted = Number(address.get('rows')) || STEP;
  const rows = shown.slice(0, wanted);
  const put = (name: string, value: string | null) =>
    setAddress(
      (before) => {
        const after = new URLSearchParams(before);
        if (value === null) after.delete(name);
        else after.set(name, value);
        return after;
      },
      { replace: true },
    );
  return (
    <>
      <div className={table.wide} tabIndex={0} role="region" aria-label="土地与税源不符之处">
        <table className={table.plainTable} aria-rowcount={rows.length < shown.length ? shown.length + 1 : undefined}>
          <caption className="hidden">土地与税源不符之处</caption>
          <thead>
            <tr>
              <th scope="col">种类</th>
              <th scope="col">权利人（自然资源）</th>
              <th scope="col">纳税人（税务）</th>
              <th scope="col" className="number">
                登记面积（㎡）
              </th>
              <th scope="col" className="number">
                应税面积（㎡）
              </th>
              <th scope="col" className="number">
                差异（㎡）
              </th>
              <th scope="col" className="number">
                涉及税额（元/年）
              </th>
              <th scope="col">状态</th>
              <th scope="col">两边记录</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((each) => (
              <Fragment key={each.id}>
                <tr>
                  <th scope="row" className={table.rowHead}>
                    {LAND_TAX_FINDING_KIND_WORDS[each.kind]}
                  </th>
                  <td>
                    <Firm of={each.holder} under={under} />
                  </td>
                  <td>
                    <Firm of={each.taxpayer} under={under} />
                  </td>
                  <td className="number">{figure(each.registeredArea)}</td>
                  <td className="number">{figure(each.taxableArea)}</td>
                  <td className="number">{figure(each.differenceArea)}</td>
                  <td className="number">{figure(each.taxAtStake)}</td>
                  <td>{FINDING_STATUS_WORDS[each.status]}</td>
                  <td>
                    <button type="button" aria-expanded={open === each.id} onClick={() => put('open', open === each.id ? null : each.id)}>
                      {open === each.id ? '收起' : '对照'}
                    </button>
                  </td>
                </tr>
                {open === each.id && (
                  <tr className={css.open}>
                    <td colSpan={9}>
                      <FindingRecords finding={each} />
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length < shown.length && (
        <p className={css.section}>
          已列出涉及税额最高的 {count(rows.length)} 条　
          <button type="button" onClick={() => put('rows', String(wanted + STEP))}>
            再列 {Math.min(STEP, shown.length - rows.length)} 条
          </button>
        </p>
      )}
    </>
  );
}

function townOf({ holder, taxpayer }: Finding): readonly string[] {
  return [holder?.town, taxpayer?.town].filter((each) => typeof each === 'string');
}

function matches(
  finding: Finding,
  wanted: { readonly kind: string; readonly town: string; readonly status: string; readonly search: string },
): boolean {
  const { kind, status, holder, taxpayer, unitCode } = finding;
  const its = [holder?.name, taxpayer?.name, holder?.creditCode, taxpayer?.creditCode, unitCode];
  return (
    (wanted.kind === '' || kind === wanted.kind) &&
    (wanted.status === '' || status === wanted.status) &&
    (wanted.town === '' || townOf(finding).includes(wanted.town)) &&
    (wanted.search === '' || its.some((each) => each?.includes(wanted.search.trim())))
  );
}
