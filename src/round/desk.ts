import { countyDay } from '../policy/day.js';
import { resultDigest, type Notice, type Publication } from '../assessment/publications.js';
import { versionAt } from '../db/data-version.js';
import type { Db } from '../db/db.js';
import type { Readers } from '../departments/readers.js';
import type { WorkCalendar } from '../policy/calendar.js';
import type { LoadedScheme } from '../policy/registry.js';
import {
  adjustmentOf,
  adjustmentsOf,
  proposeAdjustment,
  withdrawAdjustment,
  type Adjustment,
  type AdjustmentTerms,
} from './adjustments.js';
import { advanceRound, type Advance, type RoundSurroundings } from './advance.js';
import { datasetsOfScheme, missingDatasets, waiveDataset } from './collecting.js';
import { noticeDays, type NoticeDays } from './days.js';
import { changeDeadline, type DeadlineChange } from './deadlines.js';
import { roundDifference, type RoundChange } from './difference.js';
import type { RoundGraded } from './graded.js';
import { publicList, type PublicList } from './notice-list.js';
import type { RoundNow } from './on-round.js';
import { openRound, type RoundPlan } from './open.js';
import { PHASE_TITLES, type RoundPhase } from './phase.js';
import { publishedAgain, type PublishedWith } from './published.js';
import { mayCarry } from './people.js';
import { issue, refuseIf, RoundRefused } from './refused.js';
import { eventsOf, roundOf, rounds, type Actor, type Round } from './round.js';
import { isUnanswered, type SheetDesk } from './sheets/desk.js';
import { endOf } from './standing.js';
import { publishRound } from './publish.js';

/** What rounds are carried with. */
export interface RoundDeskOf {
  readonly db: Db;
  readonly readers: Readers;
  readonly calendar: WorkCalendar;
  readonly published: PublishedWith;
  readonly sheets: SheetDesk;
  /** The treatments that follow from classes of a scheme, as their files are. */
  readonly treatmentsFor: (scheme: LoadedScheme) => NonNullable<Notice['treatments']>;
}

/** A list that is or was public, with the days of its notice. */
export interface Noticed extends PublicList {
  readonly days: NoticeDays | undefined;
}

/** Where rounds are opened, taken on, and looked at. */
export class RoundDesk {
  readonly #of: RoundDeskOf;

  constructor(of: RoundDeskOf) {
    this.#of = of;
  }

  /** The rounds, the latest first. */
  all(year?: number): Promise<readonly Round[]> {
    return rounds(this.#of.db, year);
  }

  /** A round and everything that was done in it. @throws RoundUnknown */
  async now(id: number): Promise<RoundNow> {
    const { db } = this.#of;
    return { round: await roundOf(db, id), events: await eventsOf(db, id) };
  }

  scheme({ digest }: Pick<Round, 'digest'>): Promise<LoadedScheme> {
    return this.#of.published.keptScheme(digest);
  }

  /** The round's population graded as it stands, or stood after an event; undefined before COLLECTING has ended. */
  graded(now: RoundNow, upTo?: number): Promise<RoundGraded | undefined> {
    return this.#of.published.grader.at(now, upTo);
  }

  /** An evaluation that was made public, worked out again. */
  publishedAgain(publication: Publication) {
    return publishedAgain(this.#of.published, publication);
  }

  adjustments(id: number): Promise<readonly Adjustment[]> {
    return adjustmentsOf(this.#of.db, id);
  }

  adjustment(id: number): Promise<Adjustment> {
    return adjustmentOf(this.#of.db, id);
  }

  /**
   * The list as it is made public, from the end of DRAFTED on; before, and after DRAFTED was taken back: undefined.
   * @throws CalendarMissing where the days of the notice cannot be counted
   */
  async noticeList(now: RoundNow): Promise<Noticed | undefined> {
    const end = endOf(now.events, 'DRAFTED');
    if (!end) return undefined;
    return { ...(await this.#list(now, end.id)), days: noticeDays(now.round, now.events, this.#of.calendar) };
  }

  /** The list of an evaluation that was made public, of a round or without one. */
  async listOf(publication: Publication): Promise<PublicList> {
    const again = await this.publishedAgain(publication);
    return publicList(again, await this.#of.readers.enterprises.directory(again.version));
  }

  /** Every enterprise whose class is another now than when a phase ended. @throws RoundRefused where it has not */
  async difference(now: RoundNow, from: RoundPhase): Promise<readonly RoundChange[]> {
    const end = endOf(now.events, from);
    if (!end) throw new RoundRefused(issue('NOT_READY', from, `${PHASE_TITLES[from]}（${from}）尚未结束，无从比较`));
    const [before, after] = await Promise.all([this.graded(now, end.id), this.graded(now)]);
    return before && after ? roundDifference(before, after, now.events) : [];
  }

  async open(who: Actor, at: Date, plan: RoundPlan): Promise<Round> {
    refuseIf(mayCarry(who));
    return openRound(this.#of.db, who, { at, today: countyDay(at) }, plan);
  }

  async advance(who: Actor, at: Date, id: number, asked: Advance): Promise<Round> {
    refuseIf(mayCarry(who));
    return advanceRound(this.#of.db, who, at, id, asked, this.#surroundings());
  }

  async changeDeadline(who: Actor, at: Date, id: number, change: DeadlineChange): Promise<Round> {
    refuseIf(mayCarry(who));
    return changeDeadline(this.#of.db, who, at, id, change);
  }

  async waive(who: Actor, at: Date, id: number, dataset: string, reason: string): Promise<Round> {
    refuseIf(mayCarry(who));
    return waiveDataset(this.#of.db, who, at, id, { dataset, reason, named: (its) => this.#datasets(its) });
  }

  async propose(who: Actor, at: Date, id: number, creditCode: string, terms: AdjustmentTerms): Promise<Adjustment> {
    refuseIf(mayCarry(who));
    const { round } = await this.now(id);
    const { scheme } = await this.scheme(round);
    return proposeAdjustment(this.#of.db, who, at, id, { scheme, creditCode }, terms);
  }

  async withdrawAdjustment(who: Actor, at: Date, id: number, reason: string): Promise<Adjustment> {
    refuseIf(mayCarry(who));
    return withdrawAdjustment(this.#of.db, who, at, id, reason);
  }

  async #datasets(its: Round): Promise<readonly string[]> {
    return datasetsOfScheme((await this.scheme(its)).scheme, its.year);
  }

  async #list(now: RoundNow, event: number): Promise<PublicList> {
    const graded = (await this.graded(now, event))!;
    return publicList(graded, await this.#of.readers.enterprises.directory(graded.version));
  }

  #surroundings(): RoundSurroundings {
    const { db, calendar, treatmentsFor, sheets } = this.#of;
    return {
      calendar,
      dataVersion: () => versionAt(db),
      missing: async (now) => missingDatasets(db, now, await this.#datasets(now.round)),
      unanswered: async (now) => (await sheets.outlines(now)).filter(isUnanswered).map(({ creditCode }) => creditCode),
      digests: async (now): Promise<Readonly<Record<string, string>>> => {
        const graded = await this.graded(now);
        if (!graded) return {};
        const { digest } = await this.#list(now, graded.standing.event);
        return { list: digest, result: resultDigest(graded.assessment) };
      },
      moved: async (now, from) => (endOf(now.events, from) ? (await this.difference(now, from)).length : 0),
      publish: async (tx, now, step) => {
        const graded = (await this.graded(now))!;
        await publishRound(tx, now.round, step, graded, treatmentsFor(graded.scheme));
      },
    };
  }
}
