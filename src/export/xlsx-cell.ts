import { LimitExceeded } from '../graphql/limits/exceeded.js';

/** Characters of a cell. */
const MOST_CHARACTERS = 32_767;
/** The style of xlsx-parts.ts that a cell stays a text in, whatever it begins with, when somebody edits it. */
const AS_TEXT = 1;

/** A cell that holds a text, as it stands; nothing for none. @throws LimitExceeded if it is longer than a cell may be */
export function textCell(text: string): string {
  if (text === '') return '';
  if (text.length > MOST_CHARACTERS) throw new LimitExceeded(`有一格超过 ${MOST_CHARACTERS} 个字符，XLSX 装不下：请改用 csv 或 json`, 413);
  return `<c t="inlineStr" s="${AS_TEXT}"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

/** A cell that holds a number with these digits. */
export function numberCell(digits: string): string {
  return `<c><v>${digits}</v></c>`;
}

/** As XML may hold it: control characters by their code, as spreadsheets write them, and half a pair replaced. */
export function xmlText(text: string): string {
  return text
    .replace(/_x([0-9A-Fa-f]{4})_/g, '_x005F_x$1_')
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replaceAll('\r', '_x000D_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
