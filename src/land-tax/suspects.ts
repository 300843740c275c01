import { LEASE, TITLE_FIELDS as T } from '../departments/land/title-outline.js';
import { SOURCE_FIELDS as S } from '../departments/tax/source-outline.js';
import type { Directory } from '../enterprise/directory.js';
import { landClassKey } from '../policy/rate-class.js';
import type { JoinedBlock } from './outline-join.js';
import { isPersonOrVillage, LAND_ITSELF } from './parcel.js';

type Row = readonly string[];

/** What of a parcel is in force, in outline. */
interface Outline {
  readonly titles: Row[];
  readonly sources: Row[];
  isLet: boolean;
}

const PARCEL_REST = 3;
const COLLECTIVE = /^.{12}J/;
/** 1 ㎡ in 亩, and what a sum of a few doubles may be off by. */
const ROUNDING = 0.0015;
const SLACK = 1e-12;
const FEW = 100;

/** What decides whether a parcel is looked at. */
export interface SuspectRules {
  readonly directory: Pick<Directory, 'link'>;
  /** Relief needs a ground: a source with any is looked at. */
  readonly seeksRelief: boolean;
}

/**
 * The parcels of a block (the first 19 characters of a unit code) on which land and tax may not fit; on the others they
 * certainly do. A filter in doubles: what is near a limit, missing or out of the ordinary is left to the exact rules,
 * which alone say what a finding is.
 */
export function suspectsIn({ key, titles, sources }: JoinedBlock, rules: SuspectRules): string[] {
  const outlines = new Map<string, Outline>();
  const of = (rest: string): Outline => {
    const parcel = rest.slice(0, PARCEL_REST);
    let known = outlines.get(parcel);
    if (!known) outlines.set(parcel, (known = { titles: [], sources: [], isLet: false }));
    return known;
  };
  for (const row of titles) {
    const outline = of(row[T.rest]!);
    if (row[T.kind] === LEASE) outline.isLet = true;
    else outline.titles.push(row);
  }
  for (const row of sources) of(row[S.rest]!).sources.push(row);
  const found: string[] = [];
  for (const [rest, outline] of outlines) {
    if (!fits(outline, COLLECTIVE.test(key), rules)) found.push(key + rest);
  }
  return found;
}

function fits({ titles, sources, isLet }: Outline, isCollective: boolean, { directory, seeksRelief }: SuspectRules): boolean {
  const title = titles.length > 1 ? theLandItself(titles) : titles[0];
  if (!title) return titles.length === 0 && sources.length === 0;
  const linked = directory.link(title[T.holderId] || null, title[T.foldedName] || null) !== undefined;
  if (!linked && !isPersonOrVillage({ holderId: title[T.holderId] || null })) return false;
  if (sources.length === 0) return !linked && !(isLet && isCollective);
  if (sources.length > FEW) return false;
  const area = number(title[T.area]!);
  let declared = 0;
  for (const source of sources) {
    const taxable = number(source[S.taxable]!);
    declared += taxable + (source[S.relieved] === '' ? 0 : number(source[S.relieved]!));
    if (source[S.occupied] !== '' && !within(taxable, number(source[S.occupied]!))) return false;
    if (!sameClass(title[T.landClass]!, source[S.landClass]!)) return false;
    if (seeksRelief && source[S.relief] !== '') return false;
  }
  return within(area, declared) && (sources.length === 1 || within(declared, area));
}

/** Of several titles the one to the land itself, if one alone is. */
function theLandItself(titles: readonly Row[]): Row | undefined {
  const found = titles.filter((title) => title[T.rest]!.endsWith(LAND_ITSELF));
  return found.length === 1 ? found[0] : undefined;
}

/** Certainly not above the other by more than rounding; never, where either is missing. */
function within(a: number, b: number): boolean {
  return a - b < ROUNDING - SLACK * (a + b) - SLACK;
}

function sameClass(a: string, b: string): boolean {
  return a === b || a === '' || b === '' || landClassKey(a) === landClassKey(b);
}

function number(text: string): number {
  return text === '' ? NaN : Number(text);
}
