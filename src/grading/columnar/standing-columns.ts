import { ColumnSpace } from '../column-space.js';
import type { FactTable } from '../fact-table.js';
import type { Condition, Scheme } from '../scheme.js';
import { standingOf, type Standing } from '../standing.js';
import { codedColumn } from './number-columns.js';

/** Where the rows stand: places in the scheme's `states` and `groups`, −1 for none. */
export interface StandingColumns {
  readonly stateOf: Int16Array;
  readonly groupOf: Int16Array;
}

/**
 * The standing of every row. Where the scheme asks for texts, flags and events only, rows without events that have
 * the same texts and flags stand alike, and one of them is asked.
 */
export function standingColumns(scheme: Scheme, facts: FactTable): StandingColumns {
  const columns = emptyColumns(facts.size, facts.population.space);
  const put = putting(scheme, columns);
  const standing = standingOf(scheme, facts);
  const keys = likeness(scheme, facts);
  if (!keys) {
    for (let row = 0; row < facts.size; row += 1) put(row, standing(row));
    return columns;
  }
  const eventful = new Set(facts.population.events.map(({ row }) => row));
  putAlike(keys, columns, (row) => !eventful.has(row) && put(row, standing(row)));
  for (const row of eventful) put(row, standing(row));
  return columns;
}

/**
 * Puts every row where the first with the same key stands.
 *
 * @param put puts down a row that others may follow, and says so
 */
function putAlike({ keyOf, combinations }: Likeness, { stateOf, groupOf }: StandingColumns, put: (row: number) => boolean): void {
  const isKnown = new Uint8Array(combinations);
  const states = new Int16Array(combinations);
  const groups = new Int16Array(combinations);
  for (let row = 0; row < keyOf.length; row += 1) {
    const key = keyOf[row]!;
    if (!isKnown[key]) {
      if (!put(row)) continue;
      isKnown[key] = 1;
      states[key] = stateOf[row]!;
      groups[key] = groupOf[row]!;
    }
    stateOf[row] = states[key]!;
    groupOf[row] = groups[key]!;
  }
}

/** Standings already found, as columns. */
export function columnsOfStandings(scheme: Scheme, standings: readonly Standing[]): StandingColumns {
  const columns = emptyColumns(standings.length);
  standings.forEach((standing, row) => putting(scheme, columns)(row, standing));
  return columns;
}

function emptyColumns(size: number, space = ColumnSpace.NONE): StandingColumns {
  return { stateOf: space.shorts(size), groupOf: space.shorts(size) };
}

function putting(scheme: Scheme, { stateOf, groupOf }: StandingColumns): (row: number, standing: Standing) => true {
  return (row, { state, group }) => {
    stateOf[row] = state ? scheme.states.indexOf(state) : -1;
    groupOf[row] = group ? scheme.groups.indexOf(group) : -1;
    return true;
  };
}

/** More combinations than this are not worth remembering. */
const MOST_COMBINATIONS = 1 << 20;

interface Likeness {
  readonly keyOf: Uint32Array | Uint16Array;
  readonly combinations: number;
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
  if (coded.length === 1) return { keyOf: coded[0]!.codes, combinations: coded[0]!.texts.length };
  const combinations = coded.reduce((all, { texts }) => all * texts.length, 1);
  if (combinations > MOST_COMBINATIONS) return undefined;
  const keyOf = new Uint32Array(facts.size);
  for (const { texts, codes } of coded) {
    for (let row = 0; row < keyOf.length; row += 1) keyOf[row] = keyOf[row]! * texts.length + codes[row]!;
  }
  return { keyOf, combinations };
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
