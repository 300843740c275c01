import { ROLES, type Role } from '../access/viewer.js';

/** What the comment at the head of a trusted document says of it. */
export interface DocumentNotes {
  /** What it answers, 中文: the first line of the comment. */
  readonly title: string | undefined;
  /** `roles:` who may run it; undefined: whoever has a token. */
  readonly roles: readonly Role[] | undefined;
  /** `purposes:` the purposes that it was registered for; undefined: any. */
  readonly purposes: readonly string[] | undefined;
  /** `rows:` the path, by response keys, to what becomes a row of a table, e.g. `assessment.grades.nodes`. */
  readonly rows: string | undefined;
}

const KEYS = ['roles', 'purposes', 'rows'] as const;
type Key = (typeof KEYS)[number];

/**
 * Reads the notes of a document.
 * @returns the notes, or what is wrong with them (中文)
 */
export function documentNotes(text: string): { readonly notes: DocumentNotes } | { readonly problems: readonly string[] } {
  const problems: string[] = [];
  const said = new Map<Key, string>();
  let title: string | undefined;
  for (const line of headOf(text)) {
    const [, key, value = ''] = /^([a-z]+):\s+(.*)$/.exec(line) ?? [];
    if (key === undefined) title ??= line || undefined;
    else if (!isKey(key)) problems.push(`注释中的 ${key}: 不认识；可写 ${KEYS.join('、')}`);
    else if (said.has(key)) problems.push(`注释中的 ${key}: 写了两次`);
    else said.set(key, value.trim());
  }
  const roles = listOf(said.get('roles'));
  const strangers = roles?.filter((name) => !ROLES.some((role) => role === name)) ?? [];
  for (const name of strangers) problems.push(`没有角色 ${name}；可写 ${ROLES.join('、')}`);
  for (const [key, value] of said) if (value === '') problems.push(`${key}: 后面是空的；不限就去掉这一行`);
  if (problems.length > 0) return { problems };
  return { notes: { title, roles: roles as Role[] | undefined, purposes: listOf(said.get('purposes')), rows: said.get('rows') } };
}

/** The lines of the comment before the first line that is none, without their marks. */
function headOf(text: string): string[] {
  const lines = text.split(/\r?\n/);
  const end = lines.findIndex((line) => !line.startsWith('#'));
  return lines.slice(0, end < 0 ? lines.length : end).map((line) => line.slice(1).trim());
}

function isKey(key: string): key is Key {
  return KEYS.some((known) => known === key);
}

function listOf(text: string | undefined): string[] | undefined {
  return text
    ?.split(/[,，、]/)
    .map((each) => each.trim())
    .filter(Boolean);
}
