/** What JSON can hold, as PostgreSQL gives it back. */
export type Storable = null | boolean | number | string | readonly Storable[] | { readonly [key: string]: Storable };

/**
 * A value as PostgreSQL's jsonb stores it without loss: characters that it refuses are replaced, numbers that JavaScript
 * does not hold exactly become text, members that are undefined are left out.
 */
export function storable(value: unknown): Storable {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value + 0 : String(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value === 'object') {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return Object.fromEntries(members.map(([key, member]) => [storableText(key), storable(member)]));
  }
  return storableText(String(value));
}

/** A text without NUL and without halves of surrogate pairs, which PostgreSQL refuses. */
export function storableText(text: string): string {
  return text.isWellFormed() && !text.includes('\0') ? text : text.replace(/\0|\p{Surrogate}/gu, '\ufffd');
}

/**
 * The one text that stands for a value: a letter for its type, the length of its content in bytes of UTF-8, a colon, the
 * content; members of an object by name. No two values share one.
 */
export function canonicalText(value: Storable): string {
  if (value === null) return framed('n', '');
  if (typeof value === 'boolean') return framed(value ? 't' : 'f', '');
  if (typeof value === 'number') return framed('i', String(value));
  if (typeof value === 'string') return framed('s', value);
  if (isList(value)) return canonicalList(value.map(canonicalText));
  const names = Object.keys(value).sort();
  return framed('o', names.map((name) => canonicalText(name) + canonicalText(value[name]!)).join(''));
}

/** The text that stands for a list, of those that stand for its members. */
export function canonicalList(members: readonly string[]): string {
  return framed('a', members.join(''));
}

/** The bytes of {@link canonicalText}, in UTF-8. */
export function canonicalBytes(value: Storable): Buffer {
  return Buffer.from(canonicalText(value));
}

function framed(type: string, content: string): string {
  return `${type}${Buffer.byteLength(content)}:${content}`;
}

function isList(value: readonly Storable[] | object): value is readonly Storable[] {
  return Array.isArray(value);
}
