/** What a mutation takes is kept for good and read by people: no reason, name or cell of theirs is longer. */
const MOST_CHARACTERS = 2_000;
/** More fields, zones or cells are more than one decision. */
const MOST_ITEMS = 500;
/** Of all texts of one mutation together. */
const MOST_IN_ALL = 100_000;
/** So many say what is wrong; the others are of the same kind. */
const MOST_FLAWS = 20;

/**
 * What is too long or too many in the arguments of a mutation, in words for who sent it, each behind the argument's
 * name and a colon; none: it is to be looked at.
 */
export function tooLarge(args: Readonly<Record<string, unknown>>): readonly string[] {
  const flaws: string[] = [];
  let inAll = 0;
  const look = (value: unknown, name: string): void => {
    if (typeof value === 'string') {
      inAll += value.length;
      if (value.length > MOST_CHARACTERS) flaws.push(`${name}：每项文字最多 ${MOST_CHARACTERS} 个字符，这里有 ${value.length} 个`);
    } else if (Array.isArray(value)) {
      if (value.length > MOST_ITEMS) flaws.push(`${name}：最多 ${MOST_ITEMS} 项，这里有 ${value.length} 项`);
      else value.forEach((each) => look(each, name));
    } else if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
      for (const [key, each] of Object.entries(value)) look(each, key);
    }
  };
  for (const [name, value] of Object.entries(args)) look(value, name);
  if (flaws.length === 0 && inAll > MOST_IN_ALL)
    flaws.push(`${Object.keys(args).join('、')}：文字合计最多 ${MOST_IN_ALL} 个字符，这里有 ${inAll} 个`);
  return flaws.slice(0, MOST_FLAWS);
}
