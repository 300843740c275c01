/** What a line of COPY's text format may hold only behind a backslash. */
const SPELLED = /[\\\n\r\t]/;
const SPELLINGS: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A value as a column of COPY's text format holds it; null and undefined are NULL. */
export function copyText(value: unknown): string {
  if (typeof value === 'string') return SPELLED.test(value) ? value.replace(/[\\\n\r\t]/g, (each) => SPELLINGS[each]!) : value;
  if (value === null || value === undefined) return '\\N';
  return value instanceof Date ? value.toISOString() : String(value as number | boolean);
}

/** As {@link copyText}, of a column that holds JSON. */
export function copyJson(value: unknown): string {
  return value === null || value === undefined ? '\\N' : copyText(JSON.stringify(value));
}
