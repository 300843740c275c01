import { foldLabel, foldWidth } from './fold.js';
import { isUnit, looksLikeUnit } from './unit.js';

/** What notes above a header say of units: 单位：千元、吨标准煤. */
export interface UnitNote {
  /** The listed units named, in their order. */
  readonly units: readonly string[];
  /** Words that are meant as units and not listed. */
  readonly unknown: readonly string[];
}

/** 单位 and a colon, not behind another character of a word: 填报单位 is an office. */
const SAYS_UNIT = /(?<![\p{L}\p{N}])(?:(?:计\s*量|金\s*额|面\s*积)\s*)?单\s*位\s*:/gu;
const MARK = /[、,，/]/;

/** What the cells above a header say of the units of its columns (HANDOVER.md, Header, Unit note). */
export function unitNote(cells: readonly string[]): UnitNote {
  const units: string[] = [];
  const unknown: string[] = [];
  for (const words of cells.flatMap((cell) => notesIn(foldWidth(cell)))) {
    // A word that white space parts from those before it may be anything: the next entry of the line.
    let isJoined = true;
    for (const { word, afterBlank } of wordsOf(words)) {
      isJoined &&= !afterBlank;
      if (isUnit(word)) units.push(word);
      else if (isJoined && looksLikeUnit(word)) unknown.push(word);
    }
  }
  return { units, unknown };
}

/** What stands behind each 单位： of a cell, to the end of its bracket, of the cell, or to the next. */
function notesIn(cell: string): string[] {
  const found = [...cell.matchAll(SAYS_UNIT)];
  return found.map((match, i) => {
    const rest = cell.slice(match.index + match[0].length, found[i + 1]?.index);
    const before = cell.slice(0, match.index);
    return before.lastIndexOf('(') > before.lastIndexOf(')') ? rest.split(')')[0]! : rest;
  });
}

/** The words of a note; a listed unit that holds a / is one. */
function wordsOf(note: string): { readonly word: string; readonly afterBlank: boolean }[] {
  return [...note.trim().matchAll(/([\s、,，()]*)([^\s、,，()]+)/g)].flatMap(([, gap, text]) => {
    const afterBlank = gap !== '' && !MARK.test(gap!);
    return slashed(text!).map((word, i) => ({ word, afterBlank: afterBlank && i === 0 }));
  });
}

function slashed(text: string): string[] {
  const parts = text.split('/').filter((part) => part !== '');
  const words: string[] = [];
  for (let i = 0; i < parts.length; i += 1) {
    const both = `${parts[i]}/${parts[i + 1] ?? ''}`;
    const isOne = i + 1 < parts.length && isUnit(foldLabel(both));
    words.push(isOne ? both : parts[i]!);
    if (isOne) i += 1;
  }
  return words;
}
