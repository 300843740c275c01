import type { ReactNode } from 'react';
import { Link, useSearch } from 'wouter';
import { Answered } from '../frame/answered.js';
import { WithheldNote } from '../frame/withheld-note.js';
import { LAND_TAX_FINDING_KIND_WORDS } from '../generated/enum-words.js';
import { LandTaxSumsDocument, type LandTaxFindingKind } from '../generated/graphql.js';
import { useSession } from '../hub/session.js';
import { useAnswer, useWork } from '../hub/use-answer.js';
import { isFor, PAGE_ROLES } from '../page-roles.js';
import { count, figure } from '../words/figures.js';
import { allTasks } from './all-tasks.js';
import css from './land.module.css';
import { LandPage } from './land-page.js';
import { SumsTable } from './sums-table.js';

interface Under {
  readonly scheme: string;
  readonly year: number;
}

/** What waits on land, and where findings are. */
export default function Land() {
  return <LandPage name="土地　概览">{(under) => <Summary {...under} />}</LandPage>;
}

function Summary({ scheme, year }: Under) {
  const { who } = useSession();
  const asked = useAnswer(LandTaxSumsDocument, { scheme, year });
  return (
    <>
      {isFor(PAGE_ROLES.tasks, who) && <Waiting open={asked.answer?.data.open?.totalCount} />}
      <section className={css.section} aria-labelledby="findings">
        <h2 id="findings">疑点</h2>
        <Answered asked={asked}>
          {({ data: { landTaxFindings: found }, withheld }) => (
            <>
              <p className={css.lead}>
                共 <b>{found?.totalCount === null || found?.totalCount === undefined ? '—' : count(found.totalCount)}</b> 条，涉及税额{' '}
                <b>{figure(found?.taxAtStakeTotal)}</b> 元/年
              </p>
              <div className={css.pair}>
                <SumsTable
                  title="种类"
                  filter="kind"
                  sums={found?.byKind}
                  wordOf={(key) => LAND_TAX_FINDING_KIND_WORDS[key as LandTaxFindingKind] ?? key}
                />
                <SumsTable title="镇街" filter="town" sums={found?.byTown} />
                <SumsTable title="土地等级" sums={found?.byLandClass} />
              </div>
              <WithheldNote withheld={withheld} />
            </>
          )}
        </Answered>
      </section>
    </>
  );
}

function Waiting({ open }: { readonly open: number | null | undefined }) {
  const asked = useWork('land tasks', allTasks);
  const search = useSearch();
  const to = (standing: string) => {
    const query = new URLSearchParams(search);
    query.set('standing', standing);
    return `/land/tasks?${query.toString()}`;
  };
  return (
    <section className={css.section} aria-labelledby="waits">
      <h2 id="waits">等我办理</h2>
      <Answered asked={asked}>
        {(tasks) => {
          const pushed = tasks.filter(({ pushedOn }) => pushedOn);
          const late = pushed.filter(({ overdue }) => overdue);
          const answered = pushed.filter(({ result }) => result);
          return (
            <ul className={css.waits}>
              <Wait count={open}>
                <Link href={`/land/findings?${new URLSearchParams([...new URLSearchParams(search), ['status', 'OPEN']]).toString()}`}>
                  尚未推送的疑点
                </Link>
              </Wait>
              <Wait count={tasks.length - pushed.length}>
                <Link href={to('waiting')}>等待推送的更正事项</Link>
              </Wait>
              <Wait count={late.length} isLate={late.length > 0}>
                <Link href={to('late')}>逾期未回的任务</Link>
              </Wait>
              <Wait count={pushed.length - answered.length - late.length}>
                <Link href={to('pushed')}>已推送、在期限内的任务</Link>
              </Wait>
            </ul>
          );
        }}
      </Answered>
    </section>
  );
}

function Wait({
  count: its,
  isLate = false,
  children,
}: {
  readonly count: number | null | undefined;
  readonly isLate?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <li>
      <b className={isLate ? css.late : undefined}>{its === null || its === undefined ? '—' : count(its)}</b>
      {children}
    </li>
  );
}
