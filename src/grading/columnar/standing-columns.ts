import type { FactTable } from '../fact-table.js';
import type { Condition, Scheme } from '../scheme.js';
import { standingOf, type Standing } from '../standing.js';
import type { Steps } from '../steps.js';
import { codedColumn } from './number-columns.js';

/** Where the rows stand: places in the scheme's `states` and `groups`, −1 for none. */
export interface StandingColumns {
  /** By row: those with the same code stand alike. */
  readonly codes: Uint16Array | Uint32Array;
  /** By code. */
  readonly states: Int16Array;
  /** By code. */
  readonly groups: Int16Array;
}

/**
 * The standing of every row. Where the scheme asks for texts, flags and events only, rows without events that have
 * the same texts and flags stand alike, and one of them is asked.
 */
export function* standingColumns(scheme: Scheme, facts: FactTable): Steps<StandingColumns> {
  const standing = standingOf(scheme, facts);
  const alike = likeness(scheme, facts);
  if (!alike) return yield* columnsOfStandings(scheme, facts.size, standing);
  const { codes, count } = apartWithEvents(alike, facts);
  const found = Array.from(firstOfEach(codes, count), (row) => (row < 0 ? undefined : standing(row)));
  return {
    codes,
    states: Int16Array.from(found, (one) => place(scheme.states, one?.state)),
    groups: Int16Array.from(found, (one) => place(scheme.groups, one?.group)),
  };
}

/** The same where any two rows may stand apart. */
export function* columnsOfStandings({ states, groups }: Scheme, size: number, standing: (row: number) => Standing): Steps<StandingColumns> {
  const wide = groups.length + 1;
  const codes = new Uint32Array(size);
  for (let row = 0; row < size; row += 1) {
    if (row % ROWS_A_STEP === 0) yield;
    const { state, group } = standing(row);
    codes[row] = (place(states, state) + 1) * wide + place(groups, group) + 1;
  }
  const every = Array.from({ length: (states.length + 1) * wide }, (_, code) => code);
  return {
    codes,
    states: Int16Array.from(every, (code) => Math.floor(code / wide) - 1),
    groups: Int16Array.from(every, (code) => (code % wide) - 1),
  };
}

function place<Entry>(all: readonly Entry[], entry: Entry | undefined): number {
  return entry === undefined ? -1 : all.indexOf(entry);
}

/** Who has an event stands alone. */
function apartWithEvents(alike: Likeness, { population: { events } }: FactTable): Likeness {
  if (events.length === 0) return alike;
  const codes = Uint32Array.from(alike.codes);
  let { count } = alike;
  for (const row of new Set(events.map((event) => event.row))) {
    codes[row] = count;
    count += 1;
  }
  return { codes, count };
}

/** The first row of each code; −1 where there is none. */
function firstOfEach(codes: Likeness['codes'], count: number): Int32Array {
  const firsts = new Int32Array(count).fill(-1);
  let left = count;
  for (let row = 0; row < codes.length && left > 0; row += 1) {
    const code = codes[row]!;
    if (firsts[code]! >= 0) continue;
    firsts[code] = row;
    left -= 1;
  }
  return firsts;
}

const ROWS_A_STEP = 1 << 15;
/** More combinations than this are not worth remembering. */
const MOST_COMBINATIONS = 1 << 20;

interface Likeness {
  readonly codes: Uint16Array | Uint32Array;
  /** How many different codes there may be. */
  readonly count: number;
}

/** A number that rows share whose texts and flags are the same; undefined where numbers are asked for too. */
function likeness(scheme: Scheme, facts: FactTable): Likeness | undefined {
  const asked = new Set([...scheme.states, ...scheme.groups].flatMap(({ when }) => factsOf(when)));
  const coded = [];
  for (const id of asked) {
    const column = facts.population.column(id, facts.year);
    if (facts.termsOf(id) || column?.kind === 'number') return undefined;
    coded.push(codedColumn(column, facts.size));
  }
  if (coded.length === 1) return { codes: coded[0]!.codes, count: coded[0]!.texts.length };
  const count = coded.reduce((all, { texts }) => all * texts.length, 1);
  if (count > MOST_COMBINATIONS) return undefined;
  const combined = new Uint32Array(facts.size);
  for (const { texts, codes } of coded) {
    for (let row = 0; row < combined.length; row += 1) combined[row] = combined[row]! * texts.length + codes[row]!;
  }
  return { codes: combined, count };
}

function factsOf(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'fact':
      return [condition.fact];
    case 'all':
    case 'any':
      return condition.of.flatMap(factsOf);
    case 'not':
      return factsOf(condition.of);
    case 'event':
    case 'indicator':
    case 'class':
      return [];
  }
}
