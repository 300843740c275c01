import { and, eq, lte, notInArray, sql } from 'drizzle-orm';
import { keepSchemes } from '../assessment/kept-schemes.js';
import type { Db } from '../db/db.js';
import type { LoadedScheme } from '../policy/registry.js';
import { PHASES_WITH_DEADLINE, PHASE_TITLES, ROUND_PHASES, type RoundPhase, type SilenceRule } from './phase.js';
import { refuseIf, type RoundIssue } from './refused.js';
import { recordStep, type Actor, type Round } from './round.js';
import { round } from './table.js';

/** The plan of a round. */
export interface RoundPlan {
  readonly scheme: LoadedScheme;
  readonly year: number;
  /** Ids of groups of the scheme; all of them where none is named. */
  readonly groups: readonly string[];
  readonly document: string;
  readonly deadlines: readonly { readonly phase: RoundPhase; readonly date: string }[];
  readonly silence: SilenceRule;
  readonly noticeWorkdays: number;
  readonly approvalFirst: boolean;
  readonly trial: boolean;
}

const MOST_NOTICE_DAYS = 60;
/** Two that open at once: the second is told of the first. */
const OPENING = sql`lock table ${round} in share row exclusive mode`;

/**
 * Opens a round in PLANNED; its scheme's text is frozen from here on.
 * @param at the moment, by the hub's clock; `today` its day in the county's time
 * @throws RoundRefused
 */
export async function openRound(db: Db, who: Actor, { at, today }: { at: Date; today: string }, plan: RoundPlan): Promise<Round> {
  refuseIf(flawsOf(plan, today));
  const { scheme, year, deadlines, document, ...rest } = plan;
  const every = scheme.scheme.groups.map(({ id }) => id);
  const groups = plan.groups.length > 0 ? every.filter((id) => plan.groups.includes(id)) : every;
  await keepSchemes(db, [scheme]);
  return db.transaction(async (tx) => {
    await tx.execute(OPENING);
    if (!plan.trial) {
      refuseIf(await alreadyOpen(tx, scheme.scheme.id, year, groups));
      await closePublished(tx, who, at, { schemeId: scheme.scheme.id, year, groups });
    }
    const [opened] = await tx
      .insert(round)
      .values({
        ...rest,
        ...{ schemeId: scheme.scheme.id, digest: scheme.digest, year, groups },
        deadlines: Object.fromEntries(deadlines.map(({ phase, date }) => [phase, date])),
        phase: 'PLANNED',
      })
      .returning();
    const detail = { scheme: scheme.scheme.id, digest: scheme.digest, year, groups, trial: plan.trial };
    await recordStep(tx, opened!, who, at, { act: 'OPENED', document: document.trim(), detail });
    return opened!;
  });
}

function flawsOf({ scheme, year, groups, document, deadlines, noticeWorkdays, trial }: RoundPlan, today: string): RoundIssue[] {
  const issues: RoundIssue[] = [];
  const flaw = (found: string, message: string) => issues.push({ code: 'VALUE_INVALID', found, message });
  if (document.trim() === '') issues.push({ code: 'DOCUMENT_MISSING', found: 'document', message: '请写明方案的文号（document）' });
  if (!scheme.scheme.years.includes(year)) {
    flaw('year', `方案 ${scheme.scheme.id} 不适用于 ${year} 年度，适用年度：${scheme.scheme.years.join('、')}`);
  }
  const known = scheme.scheme.groups.map(({ id }) => id);
  for (const group of groups)
    if (!known.includes(group)) flaw('groups', `方案没有分组 ${JSON.stringify(group)}；现有：${known.join('、')}`);
  const least = trial ? 0 : 1;
  if (noticeWorkdays < least || noticeWorkdays > MOST_NOTICE_DAYS) {
    flaw('noticeWorkdays', `公示期 ${noticeWorkdays} 个工作日不在 ${least} 到 ${MOST_NOTICE_DAYS} 之间；只有试评可以不公示`);
  }
  let last = '';
  for (const { phase, date } of [...deadlines].sort((a, b) => ROUND_PHASES.indexOf(a.phase) - ROUND_PHASES.indexOf(b.phase))) {
    const title = PHASE_TITLES[phase];
    if (!PHASES_WITH_DEADLINE.some((each) => each === phase)) flaw('deadlines', `${title}（${phase}）不设期限`);
    if (deadlines.filter((each) => each.phase === phase).length > 1) flaw('deadlines', `${title}（${phase}）的期限写了不止一次`);
    if (date < today) flaw('deadlines', `${title}的期限 ${date} 已过`);
    if (date < last) flaw('deadlines', `${title}的期限 ${date} 早于前一阶段的 ${last}`);
    last = date;
  }
  return issues;
}

/** What was published goes on until the next of its groups is opened. */
async function closePublished(tx: Db, who: Actor, at: Date, next: Pick<Round, 'schemeId' | 'year' | 'groups'>): Promise<void> {
  const isBefore = and(eq(round.schemeId, next.schemeId), lte(round.year, next.year), eq(round.trial, false), eq(round.phase, 'PUBLISHED'));
  const before = await tx.select().from(round).where(isBefore).orderBy(round.id).for('update');
  for (const its of before.filter(({ groups }) => groups.some((id) => next.groups.includes(id)))) {
    await tx.update(round).set({ phase: 'CLOSED' }).where(eq(round.id, its.id));
    await recordStep(tx, its, who, at, { act: 'ADVANCED', phase: 'CLOSED', from: 'PUBLISHED' });
  }
}

/** Of a group of a scheme and year one real round is open at a time; one that is published goes on until the next is opened. */
async function alreadyOpen(tx: Db, schemeId: string, year: number, groups: readonly string[]): Promise<RoundIssue[]> {
  const others = await tx
    .select()
    .from(round)
    .where(
      and(eq(round.schemeId, schemeId), eq(round.year, year), eq(round.trial, false), notInArray(round.phase, ['PUBLISHED', 'CLOSED'])),
    );
  return others
    .filter((other) => other.groups.some((id) => groups.includes(id)))
    .map(({ id, phase }) => ({
      code: 'ALREADY_DONE',
      found: String(id),
      message: `这一方案、年度和分组已有第 ${id} 号轮次（${PHASE_TITLES[phase]}）；公布后才能另开，试评请写 trial: true`,
    }));
}
