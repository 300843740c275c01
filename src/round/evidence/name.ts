import { KINDS, type EvidenceKind } from './kind.js';

const MOST_CHARACTERS = 200;
const ENCODED = /(?:^|;)\s*filename\*\s*=\s*UTF-8'[^']*'([^;\s]+)\s*(?:;|$)/i;
const QUOTED = /(?:^|;)\s*filename\s*=\s*"((?:[^"\\]|\\.)*)"/i;
const PLAIN = /(?:^|;)\s*filename\s*=\s*([^";\s]+)\s*(?:;|$)/i;
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** The name of a file by its `Content-Disposition` (RFC 6266), without folders; undefined: none that can be kept. */
export function fileNameIn(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const encoded = ENCODED.exec(header)?.[1];
  const said = encoded === undefined ? (QUOTED.exec(header)?.[1]?.replace(/\\(.)/g, '$1') ?? PLAIN.exec(header)?.[1]) : decoded(encoded);
  const name = said?.split(/[/\\]/).at(-1)?.trim();
  return !name || name.length > MOST_CHARACTERS || /^\.+$/.test(name) || UNPRINTABLE.test(name) ? undefined : name;
}

/** The name under which it is saved: its ending says what it is. */
export function savedAs(name: string, kind: EvidenceKind): string {
  const { ending } = KINDS[kind];
  const endings: readonly string[] = kind === 'JPEG' ? ['jpg', 'jpeg'] : [ending];
  const its = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  return its !== undefined && endings.includes(its) ? name : `${name}.${ending}`;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
