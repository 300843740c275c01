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
  const columns = emptyColumns(facts.size);
  const put = putting(scheme, columns);
  const standing = standingOf(scheme, facts);
  const keys = likeness(scheme, facts);
  if (!keys) {
    for (let row = 0; row < facts.size; row += 1) put(row, standing(row));
    return columns;
  }
  const eventful = new Uint8Array(facts.size);
  for (const { row } of facts.population.events) eventful[row] = 1;
  const { stateOf, groupOf } = columns;
  const first = new Int32Array(keys.combinations).fill(-1);
  for (let row = 0; row < facts.size; row += 1) {
    if (eventful[row]) {
      put(row, standing(row));
      continue;
    }
    const key = keys.keyOf[row]!;
    const like = first[key]!;
    if (like >= 0) {
      stateOf[row] = stateOf[like]!;
      groupOf[row] = groupOf[like]!;
    } else {
      first[key] = row;
      put(row, standing(row));
    }
  }
  return columns;
}

/** Standings already found, as columns. */
export function columnsOfStandings(scheme: Scheme, standings: readonly Standing[]): StandingColumns {
  const columns = emptyColumns(standings.length);
  standings.forEach((standing, row) => putting(scheme, columns)(row, standing));
  return columns;
}

function emptyColumns(size: number): StandingColumns {
  return { stateOf: new Int16Array(size), groupOf: new Int16Array(size) };
}

function putting(scheme: Scheme, { stateOf, groupOf }: StandingColumns): (row: number, standing: Standing) => void {
  return (row, { state, group }) => {
    stateOf[row] = state ? scheme.states.indexOf(state) : -1;
    groupOf[row] = group ? scheme.groups.indexOf(group) : -1;
  };
}

/** More combinations than this are not worth remembering. */
const MOST_COMBINATIONS = 1 << 20;

/** A number that rows share whose texts and flags are the same; undefined where numbers are asked for too. */
function likeness(scheme: Scheme, facts: FactTable): { readonly keyOf: Uint32Array | Uint16Array; readonly combinations: number } | undefined {
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
