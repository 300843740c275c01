import { and, eq, gte, isNull } from 'drizzle-orm';
import type { Viewer } from '../../access/viewer.js';
import { datasetsOf } from '../../assessment/fact-cells.js';
import type { FactBehind } from '../../assessment/fact-behind.js';
import type { Db } from '../../db/db.js';
import type { ConsentDesk } from '../../grants/consents.js';
import { consent } from '../../grants/table.js';
import { countyDay } from '../../policy/day.js';
import { itemTitle } from '../item.js';
import { contestItem, type ContestDesk } from '../objections/contest.js';
import { objection, type ObjectionKind } from '../objections/table.js';
import type { RoundNow } from '../on-round.js';
import { confirmItems } from './confirm.js';
import type { SheetDesk } from './desk.js';
import type { NamedItem, TakingDesk } from './take-pages.js';

/** What sheets are taken with. */
export interface Taking {
  readonly db: Db;
  readonly sheets: SheetDesk;
  readonly contest: ContestDesk;
  readonly consents: ConsentDesk;
  now(round: number): Promise<RoundNow>;
  /** The office that hands them in for the enterprises. */
  readonly office: Viewer;
  readonly at: Date;
}

/** For what an enterprise that ticks 同意公开口径 consents, and for how many days. */
const CONSENT = { purpose: '亩均评价', days: 365 };
const DAY_MS = 86_400_000;

/** Answers on paper are given by the rules of any other, on record as handed in by the office (ROUND.md, Sheets on paper). */
export function openTakingDesk({ db, sheets, contest, consents, now, office, at }: Taking): TakingDesk {
  return {
    db,
    round: async (id) => {
      const its = await now(id);
      const { year } = its.round;
      const outlines = await sheets.outlines(its);
      const byCode = new Map(outlines.map((outline) => [outline.creditCode, outline]));
      const named = (creditCode: string): readonly NamedItem[] =>
        (byCode.get(creditCode)?.items ?? []).map((item) => {
          return { id: item.id, title: itemTitle(item.fact, year), fact: item.fact.id, behind: item.fact };
        });
      return {
        dataVersion: outlines[0]?.version,
        items: (codes) => Promise.resolve(new Map(codes.map((code) => [code, named(code)]))),
      };
    },
    confirm: async (round, creditCode, items) => {
      const outline = await sheets.outline(await now(round), creditCode);
      const done = new Set(outline?.items.flatMap(({ id, state }) => (state === 'CONFIRMED' ? [id] : [])));
      const fresh = items.filter((id) => !done.has(id));
      const who = { subject: office.subject, role: office.role };
      if (fresh.length > 0) await confirmItems(db, sheets, who, at, { round, creditCode, items: fresh, onPaper: true });
    },
    contest: async (round, creditCode, item, { claimed, reason }) => {
      // Whoever was cut off in the middle begins again.
      const same = { roundId: round, creditCode, item: item.id, claimed, reason };
      const where = Object.entries(same).map(([name, value]) => eq(objection[name as keyof typeof same], value));
      const [before] = await db
        .select({ id: objection.id })
        .from(objection)
        .where(and(eq(objection.onPaper, true), ...where));
      if (before) return;
      const about = { round, creditCode, item: item.id, kind: kindOf(item.behind), claimed, reason, evidence: [], onPaper: true };
      await contestItem(contest, office, at, about);
    },
    consent: async (round, creditCode) => {
      const { year } = (await now(round)).round;
      const until = countyDay(new Date(at.getTime() + CONSENT.days * DAY_MS));
      const own = and(eq(consent.creditCode, creditCode), eq(consent.year, year), eq(consent.purpose, CONSENT.purpose));
      const inForce = and(own, isNull(consent.withdrawnAt), gte(consent.until, countyDay(at)));
      const [given] = await db.select({ id: consent.id }).from(consent).where(inForce);
      if (!given) await consents.give(office.subject, { creditCode, year, purpose: CONSENT.purpose, until });
    },
  };
}

/** What an objection to a fact is about: land is looked at by parcel or lease, what flows by its meter. */
function kindOf(fact: FactBehind): ObjectionKind {
  if (fact.department === 'utilities') return 'METER';
  if (fact.department !== 'land') return 'DATA';
  return datasetsOf(fact).every((dataset) => dataset === 'land.leases') ? 'LEASE' : 'PARCEL';
}
