import { KINDS, type EvidenceKind } from './kind.js';

const MOST_CHARACTERS = 200;
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Whether evidence can be kept under a name: not too long, and shown as it reads. */
export function canBeKept(name: string): boolean {
  return name.length <= MOST_CHARACTERS && !/^\.+$/.test(name) && !UNPRINTABLE.test(name);
}

/** The name under which it is saved: its ending says what it is. */
export function savedAs(name: string, kind: EvidenceKind): string {
  const { ending } = KINDS[kind];
  const endings: readonly string[] = kind === 'JPEG' ? ['jpg', 'jpeg'] : [ending];
  const its = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  return its !== undefined && endings.includes(its) ? name : `${name}.${ending}`;
}
