import { tooLarge } from '../line-bounds.js';
import type { Limits } from '../limits.js';
import { shownText } from './cell-words.js';
import { readXml } from './xml-reader.js';
import type { Package } from './zip-file.js';

/** The texts that cells refer to by number: kept as bytes one after the other, so that millions are no millions of objects. */
export interface SharedTexts {
  /** Undefined where there is none of that number. */
  at(index: number): string | undefined;
}

export const NO_TEXTS: SharedTexts = { at: () => undefined };

/** Reads them, without their formatting and what is said of how to pronounce them. @throws Refusal FILE_TOO_LARGE, FILE_MALFORMED */
export async function readSharedTexts(zip: Package, part: string, { sharedTextBytes, cellCharacters }: Limits): Promise<SharedTexts> {
  const size = zip.size(part);
  if (size > sharedTextBytes) throw tooLarge(`共享文本超过 ${sharedTextBytes} 字节`);
  // Decoded a text is never longer than as it is written, but where a sign stands for what is none.
  const bytes = Buffer.allocUnsafe(2 * size);
  let ends = new Uint32Array(1024);
  let [count, end] = [0, 0];
  let [text, said, inText] = ['', 0, false];
  await readXml(zip.part(part), {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 'rPh') said += 1;
      else if (name === 't') inText = said === 0;
    },
    text: (found) => {
      if (!inText) return;
      text += found;
      if (text.length > 7 * cellCharacters) throw tooLarge(`有单元格超过 ${cellCharacters} 个字符`);
    },
    close: (name) => {
      if (name === 't') inText = false;
      else if (name === 'rPh') said -= 1;
      if (name !== 'si') return;
      end += bytes.write(shownText(text), end);
      if (count === ends.length) ends = grown(ends);
      ends[count] = end;
      count += 1;
    },
  });
  return { at: (index) => (index < count ? bytes.toString('utf8', index === 0 ? 0 : ends[index - 1]!, ends[index]!) : undefined) };
}

function grown(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * numbers.length);
  larger.set(numbers);
  return larger;
}
