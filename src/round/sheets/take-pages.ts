import { createHash } from 'node:crypto';
import { eq, inArray } from 'drizzle-orm';
import type { Db } from '../../db/db.js';
import { onRound } from '../on-round.js';
import { recordStep, type Actor } from '../round.js';
import { readCode } from './code.js';
import { itemNames } from './page.js';
import { SheetsRefused, type WrittenAnswer, type FilledPage } from './read-pages.js';
import type { FactBehind } from '../../assessment/fact-behind.js';
import { paperSheet } from './table.js';

/** An item of a sheet, as far as answers are matched to it. */
export interface NamedItem {
  readonly id: string;
  readonly title: string;
  /** The fact's id, or the event's code. */
  readonly fact: string;
  readonly behind: FactBehind;
}

/** A round as it is to who takes sheets: at which version its sheets are, and what is on them. */
export interface TakingRound {
  /** The version that a sheet is printed of now. */
  readonly dataVersion: number | undefined;
  /** The items of enterprises; none of who takes no part. */
  items(creditCodes: readonly string[]): Promise<ReadonlyMap<string, readonly NamedItem[]>>;
}

/** What is done with what enterprises wrote, as by the office for them. */
export interface TakingDesk {
  readonly db: Db;
  round(id: number): Promise<TakingRound>;
  confirm(round: number, creditCode: string, items: readonly string[]): Promise<void>;
  contest(round: number, creditCode: string, item: NamedItem, answer: WrittenAnswer): Promise<void>;
  /** 同意公开口径 */
  consent(round: number, creditCode: string): Promise<void>;
}

/** Who takes sheets, and when. */
export interface Taker extends Actor {
  readonly at: Date;
}

/** What came of a sheet. */
export interface TakenPage {
  readonly page: string;
  /** Its number. */
  readonly sheet: number;
  /** `sm3:` of what it says. */
  readonly digest: string;
  readonly creditCode: string;
  readonly round: number;
  readonly confirmed: number;
  readonly contested: number;
  readonly consented: boolean;
  /** It was taken before as it is: nothing happened. */
  readonly repeated: boolean;
}

type Sheet = typeof paperSheet.$inferSelect;

interface Matched {
  readonly page: FilledPage;
  readonly sheet: Sheet;
  readonly digest: string;
  readonly answers: readonly (WrittenAnswer & { readonly on: NamedItem })[];
}

/**
 * Takes the sheets of a file: none where one is unknown, of an older version, doubled, or was taken with other answers.
 * @param seen the sheets that files before it held, which it may not hold again; gains its own
 * @throws SheetsRefused with everything that is wrong; RoundRefused where the round does not take answers now
 */
export async function takePages(
  desk: TakingDesk,
  who: Taker,
  file: string,
  pages: readonly FilledPage[],
  seen: Map<number, string>,
): Promise<readonly TakenPage[]> {
  // What is refused may come again in another file.
  const its = new Map(seen);
  const matched = await match(desk, file, pages, its);
  for (const [sheet, where] of its) seen.set(sheet, where);
  const taken: TakenPage[] = [];
  for (const { page, sheet, digest, answers } of matched) {
    const { roundId: round, creditCode } = sheet;
    const repeated = sheet.taken === digest;
    const confirmed = answers.filter(({ isContested }) => !isContested).map(({ on }) => on.id);
    const contested = answers.filter(({ isContested }) => isContested);
    if (!repeated) {
      if (confirmed.length > 0) await desk.confirm(round, creditCode, confirmed);
      for (const answer of contested) await desk.contest(round, creditCode, answer.on, answer);
      if (page.consents) await desk.consent(round, creditCode);
    }
    const about = { page: page.name, sheet: sheet.id, creditCode, round, consented: page.consents, digest, repeated };
    taken.push({ ...about, confirmed: confirmed.length, contested: contested.length });
  }
  for (const round of new Set(taken.map((each) => each.round))) {
    const fresh = taken.filter((each) => each.round === round && !each.repeated);
    if (fresh.length > 0) await putOnRecord(desk.db, who, round, fresh);
  }
  return taken;
}

/** That they were taken: what was done with them stands already, and is not done again where this is cut off. */
function putOnRecord(db: Db, { subject, role, at }: Taker, id: number, pages: readonly TakenPage[]): Promise<void> {
  return onRound(db, id, ({ round }) =>
    Promise.resolve(async (tx: Db) => {
      for (const { sheet, digest } of pages)
        await tx.update(paperSheet).set({ taken: digest, takenAt: at, takenBy: subject }).where(eq(paperSheet.id, sheet));
      const sum = (of: 'confirmed' | 'contested') => pages.reduce((total, each) => total + each[of], 0);
      const detail = { sheets: pages.map(({ sheet }) => sheet), confirmed: sum('confirmed'), contested: sum('contested') };
      await recordStep(tx, round, { subject, role }, at, { act: 'SHEETS_TAKEN', detail });
    }),
  );
}

async function match(desk: TakingDesk, file: string, pages: readonly FilledPage[], seen: Map<number, string>): Promise<readonly Matched[]> {
  const codes = pages.map(({ code }) => readCode(code));
  const numbers = [...new Set(codes.flatMap((code) => code?.sheet ?? []))];
  const known = new Map((await desk.db.select().from(paperSheet).where(inArray(paperSheet.id, numbers))).map((row) => [row.id, row]));
  const reasons: string[] = [];
  const found: Omit<Matched, 'answers'>[] = [];
  const rounds = new Map<number, TakingRound>();
  for (const [at, page] of pages.entries()) {
    const flaw = (reason: string) => void reasons.push(`${page.name}（${page.creditCode}）：${reason}`);
    const code = codes[at];
    const sheet = code && known.get(code.sheet);
    if (sheet?.code !== code?.digest || !sheet) {
      flaw(`核对码 ${JSON.stringify(page.code)} 不是本中枢印制的（未知的单）`);
      continue;
    }
    if (sheet.creditCode !== page.creditCode) flaw(`核对码是 ${sheet.creditCode} 的，与本页的统一社会信用代码不符`);
    const before = seen.get(sheet.id);
    seen.set(sheet.id, `${file} 的 ${page.name}`);
    if (before !== undefined) flaw(`同一张单（核对码）重复：${before} 已有`);
    const round = rounds.get(sheet.roundId) ?? (await desk.round(sheet.roundId));
    rounds.set(sheet.roundId, round);
    if (round.dataVersion !== sheet.dataVersion) flaw('是旧版的单：印制后本轮的数据已更新，请发新单');
    const digest = digestOf(page);
    if (sheet.taken !== null && sheet.taken !== digest)
      flaw(`已由 ${sheet.takenBy} 于 ${sheet.takenAt?.toISOString()} 收取，所答与本页不同；要改答的请另发新单`);
    found.push({ page, sheet, digest });
  }
  if (reasons.length > 0) throw new SheetsRefused(file, reasons);
  const items = new Map<string, readonly NamedItem[]>();
  for (const [id, round] of rounds) {
    const its = found.filter(({ sheet }) => sheet.roundId === id).map(({ sheet }) => sheet.creditCode);
    for (const [creditCode, each] of await round.items(its)) items.set(`${id} ${creditCode}`, each);
  }
  const matched = found.map((each) => ({ ...each, answers: answersOn(each, items, reasons) }));
  if (reasons.length > 0) throw new SheetsRefused(file, reasons);
  return matched;
}

/** The answers of a page with the items that they are about; what is about none is noted. */
function answersOn({ page, sheet }: Omit<Matched, 'answers'>, items: ReadonlyMap<string, readonly NamedItem[]>, reasons: string[]) {
  const its = items.get(`${sheet.roundId} ${sheet.creditCode}`) ?? [];
  const byName = new Map(itemNames(its).map((name, at) => [name, its[at]!]));
  return page.answers.flatMap((answer) => {
    const on = byName.get(answer.item);
    if (!on) reasons.push(`${page.name}（${page.creditCode}）：第 ${answer.line} 行的事项 ${JSON.stringify(answer.item)} 不在本单上`);
    return on ? [{ ...answer, on }] : [];
  });
}

/** What a page says, wherever its lines stand. */
function digestOf({ creditCode, consents, answers }: FilledPage): string {
  const said = answers.map(({ item, isContested, claimed, reason }) => [item, isContested, claimed, reason]).sort();
  return `sm3:${createHash('sm3')
    .update(JSON.stringify([creditCode, consents, said]))
    .digest('hex')}`;
}
