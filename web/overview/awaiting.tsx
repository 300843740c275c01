import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Answered } from '../frame/answered.js';
import { GrantRequestsDocument, LandTaxSumsDocument, QuarantinedLinesDocument } from '../generated/graphql.js';
import { useSession } from '../hub/session.js';
import { useAnswer } from '../hub/use-answer.js';
import css from '../pages/overview.module.css';
import { count } from '../words/figures.js';

/** Whose requests a role answers. */
const ANSWERS: Readonly<Record<string, string>> = { tax_officer: 'TAX', evaluation_office: 'COUNTY' };
const ASKERS = ['tax_officer', 'zone_committee', 'evaluation_office', 'analyst'];

/** What waits for who is signed in, each with the way to it. */
export function Awaiting({ scheme, year }: { readonly scheme: string; readonly year: number }) {
  const { role } = useSession().who;
  if (!ASKERS.includes(role)) return null;
  return (
    <section aria-labelledby="awaiting" className={css.section}>
      <h2 id="awaiting" className={css.heading}>
        等我办理
      </h2>
      <ul className={css.awaiting}>
        <li>
          <Requests owner={ANSWERS[role]} />
        </li>
        {role === 'evaluation_office' && (
          <li>
            <Quarantined />
          </li>
        )}
        {role === 'tax_officer' && (
          <li>
            <OpenFindings scheme={scheme} year={year} />
          </li>
        )}
      </ul>
    </section>
  );
}

function Requests({ owner }: { readonly owner: string | undefined }) {
  const asked = useAnswer(GrantRequestsDocument, {});
  return (
    <Answered asked={asked}>
      {({ data: { grants } }) => {
        const open = (grants ?? []).filter(({ state }) => state === 'REQUESTED');
        const mine = open.filter((each) => each.owner === owner).length;
        return (
          <>
            {owner && <Item count={mine} unit="件" what="授权申请待答复" to="/sharing" />}
            <Item count={open.length - mine} unit="件" what="我的授权申请，对方尚未答复" to="/sharing" />
          </>
        );
      }}
    </Answered>
  );
}

function Quarantined() {
  const asked = useAnswer(QuarantinedLinesDocument, { first: 1 });
  return (
    <Answered asked={asked}>
      {({ data: { quarantine } }) => <Item count={quarantine?.totalCount} unit="行" what="隔离待更正" to="/data" />}
    </Answered>
  );
}

function OpenFindings({ scheme, year }: { readonly scheme: string; readonly year: number }) {
  const asked = useAnswer(LandTaxSumsDocument, { scheme, year });
  const to = `/land/findings?${new URLSearchParams({ scheme, year: String(year), status: 'OPEN' }).toString()}`;
  return (
    <Answered asked={asked}>{({ data: { open } }) => <Item count={open?.totalCount} unit="条" what="以地控税疑点待办" to={to} />}</Answered>
  );
}

interface Waits {
  readonly count: number | null | undefined;
  readonly unit: string;
  readonly what: ReactNode;
  readonly to: string;
}

function Item({ count: many, unit, what, to }: Waits) {
  return (
    <p>
      <b>{many === null || many === undefined ? '—' : count(many)}</b> {unit}　<Link href={to}>{what}</Link>
    </p>
  );
}
