import { eq } from 'drizzle-orm';
import { factsBehind, type FactBehind } from '../../assessment/fact-behind.js';
import type { CellReading } from '../../assessment/fact-cells.js';
import type { Db } from '../../db/db.js';
import type { Readers } from '../../departments/readers.js';
import { rowsOf } from '../../grading/assessment.js';
import { readFileHeaders } from '../../intake/file-headers.js';
import { recordSets } from '../../intake/record-sets.js';
import { asDeclaredFor, type Vocabulary } from '../../policy/vocabulary.js';
import type { RoundGraded, RoundGrader } from '../graded.js';
import { itemId, sheetItems, type SheetItem } from '../item.js';
import { objection } from '../objections/table.js';
import type { RoundNow } from '../on-round.js';
import { isParticipant } from '../participants.js';
import { endOf } from '../standing.js';
import { answersOf, type Answer } from './answers.js';
import { itemState, type ItemState, type Said } from './state.js';
import { statedIn } from './stated.js';
import { confirmation } from './table.js';

/** An item as it stands, without its cells. */
export interface OutlinedItem {
  readonly id: string;
  readonly fact: FactBehind;
  /** `sm3:` of what it says. */
  readonly stated: string;
  readonly state: ItemState;
  readonly answer: Answer | undefined;
}

/** The items of one enterprise, as they stand. */
export interface SheetOutline {
  readonly round: RoundNow;
  readonly creditCode: string;
  /** The data version of the round. */
  readonly version: number;
  readonly items: readonly OutlinedItem[];
  /** When the enterprise answered last. */
  readonly submittedAt: Date | undefined;
}

/** An item with what it says and the cells that it is made of. */
export type StandingItem = SheetItem & OutlinedItem;

/** What sheets are read with. */
export interface SheetDeskOf {
  readonly db: Db;
  readonly grader: RoundGrader;
  readonly reading: CellReading;
  /** Every fact and event that a scheme may name. */
  readonly vocabulary: Vocabulary;
}

/** Where the sheets of a round are read. */
export class SheetDesk {
  readonly #of: SheetDeskOf;

  constructor(of: SheetDeskOf) {
    this.#of = of;
  }

  /** The items of an enterprise as they stand; undefined: it takes no part, or COLLECTING has not ended. */
  async outline(now: RoundNow, creditCode: string): Promise<SheetOutline | undefined> {
    const [found] = await this.outlines(now, (code) => code === creditCode);
    return found;
  }

  /** The sheets of those who take part in a round, by credit code. @param isMeant of which of them */
  async outlines(now: RoundNow, isMeant: (creditCode: string) => boolean = () => true): Promise<readonly SheetOutline[]> {
    const graded = await this.#of.grader.at(now);
    if (!graded) return [];
    const said = await this.#said(now, graded);
    const { population, assessment, version } = graded;
    const behind = factsOf(graded, this.#of.vocabulary);
    const stated = statedIn(population);
    const answers = answersOf(now.events);
    const rows = rowsOf(assessment);
    const outlines: SheetOutline[] = [];
    for (let row = 0; row < rows.size; row += 1) {
      const creditCode = population.creditCodes[row]!;
      if (!isMeant(creditCode)) continue;
      const result = rows.result(row);
      if (!isParticipant(result)) continue;
      const its = answers.get(creditCode);
      const items = behind.ofGrade(result.group).map((fact): OutlinedItem => {
        const id = itemId({ round: String(now.round.id), creditCode }, fact);
        const answer = its?.get(id);
        const about = { creditCode, fact, stated: stated(row, fact) };
        return { id, fact, stated: about.stated, answer, state: itemState(said, answer, { ...about, id }) };
      });
      const last = [...(its?.values() ?? [])].reduce((latest, { event }) => Math.max(latest, event.at.getTime()), 0);
      outlines.push({ round: now, creditCode, version, items, submittedAt: last > 0 ? new Date(last) : undefined });
    }
    return outlines;
  }

  /** The items of a sheet with what they say: one statement a table. */
  async items({ round: now, creditCode, version, items }: SheetOutline): Promise<readonly StandingItem[]> {
    const { population, assessment } = (await this.#of.grader.at(now))!;
    const row = population.creditCodes.indexOf(creditCode);
    const facts = items.map(({ fact }) => fact);
    const of = { round: String(now.round.id), creditCode, year: assessment.year, version, population, row, facts };
    const read = await sheetItems(this.#of.reading, of);
    return read.map((item, at) => ({ ...items[at]!, ...item, fact: item.fact }) as never);
  }

  async #said(now: RoundNow, graded: RoundGraded): Promise<Said> {
    const { db, grader } = this.#of;
    const { round, events } = now;
    const [confirmed, objections] = await Promise.all([
      db
        .select({ item: confirmation.item, stated: confirmation.stated })
        .from(confirmation)
        .where(eq(confirmation.roundId, round.id))
        .orderBy(confirmation.id),
      db.select().from(objection).where(eq(objection.roundId, round.id)),
    ]);
    const taken = endOf(events, 'COLLECTING');
    const before = taken && events.findLast(({ id }) => id < taken.id);
    const isAgain = taken && events.some(({ id, from }) => from === 'COLLECTING' && id < taken.id);
    const earlier = isAgain && before ? await grader.at(now, before.id) : undefined;
    const first = taken && (await grader.at(now, taken.id));
    return {
      phase: round.phase,
      taken: taken?.id,
      confirmed: new Map(confirmed.map(({ item, stated }) => [item, stated])),
      objections: new Map(objections.map((each) => [each.id, each])),
      statedBefore: statedOf(earlier),
      statedFirst: first?.version === graded.version ? undefined : statedOf(first),
    };
  }
}

/** @param readers of every row */
export function openSheets(db: Db, readers: Readers, grader: RoundGrader, vocabulary: Vocabulary): SheetDesk {
  const datasets = new Map([...recordSets].map(([id, { dataset }]) => [id, dataset]));
  return new SheetDesk({ db, grader, vocabulary, reading: { readers, datasets, headers: (ids) => readFileHeaders(db, ids) } });
}

/** Whether an enterprise has not answered every item of its sheet. */
export function isUnanswered({ items }: SheetOutline): boolean {
  return items.some(({ state }) => state === 'SHOWN' || state === 'SILENT');
}

function factsOf({ scheme, assessment }: RoundGraded, vocabulary: Vocabulary) {
  return factsBehind(scheme.scheme, assessment.year, asDeclaredFor(scheme, vocabulary));
}

/** What an item of an enterprise said in an earlier population. */
function statedOf(graded: RoundGraded | undefined): ((creditCode: string, fact: FactBehind) => string | undefined) | undefined {
  if (!graded) return undefined;
  const stated = statedIn(graded.population);
  const rows = new Map(graded.population.creditCodes.map((creditCode, row) => [creditCode, row]));
  return (creditCode, fact) => {
    const row = rows.get(creditCode);
    return row === undefined ? undefined : stated(row, fact);
  };
}
