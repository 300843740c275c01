import { isUtf8 } from 'node:buffer';

/** A file's name as UTF-8, else as GB18030, in which a Chinese Windows writes it into zips. */
export function shownName(name: Buffer): string {
  return isUtf8(name) ? name.toString() : new TextDecoder('gb18030').decode(name);
}
