const DIGITS = '零一二三四五六七八九';
const WRITTEN = /^第?([一二三四五六七八九十]{1,3}|\d{1,2}|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ])级?$/;
const FULL_WIDTH = /[\uFF10-\uFF19]/g;

/** A county has few classes and a million parcels: each way of writing one is read once. */
const KEYS = new Map<string, string>();
const MOST_KEPT = 1_000;

/** A land class however it is written: 一级, 1级, １级, Ⅰ级 and 第一级 are the same (LANDTAX.md, `WRONG_CLASS`). */
export function landClassKey(text: string): string {
  const known = KEYS.get(text);
  if (known !== undefined) return known;
  const key = keyOf(text);
  if (KEYS.size < MOST_KEPT) KEYS.set(text, key);
  return key;
}

function keyOf(text: string): string {
  const plain = text.replace(/\s+/g, '').replace(FULL_WIDTH, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  const number = WRITTEN.exec(plain)?.[1];
  const level = number === undefined ? undefined : levelOf(number);
  return level === undefined ? plain : `${level}级`;
}

function levelOf(number: string): number | undefined {
  if (/^\d+$/.test(number)) return Number(number);
  const roman = 'ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ'.indexOf(number) + 1;
  if (roman > 0) return roman;
  const [tens, ones] = number.includes('十') ? number.split('十') : ['零', number];
  if (tens!.length > 1 || ones!.length > 1) return undefined;
  return (tens === '' ? 1 : DIGITS.indexOf(tens!)) * 10 + (ones === '' ? 0 : DIGITS.indexOf(ones!));
}
