import { SaxesParser } from 'saxes';
import { tooLarge } from '../line-bounds.js';
import { Refusal } from '../refusal.js';

/** What is told of an XML part; names are without their prefix. */
export interface XmlEvents {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** No part of a workbook is nested as deep. */
const DEEPEST = 64;
/** The longest cell has 32,767 characters, each of which may be written as an entity. */
const LONGEST_TOKEN = 1024 * 1024;
/** What XML calls no character, such as half of one: it reads as the sign for that. */
const NO_CHARACTER = /&#(?:x[0-9a-f]+|[0-9]+);/gi;
const MALFORMED_ENTITY = 'malformed character entity.';

/** Reads an XML part as its bytes come: never more of it is kept than one tag or text. */
export class XmlReader {
  readonly #parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  readonly #decoder: TextDecoder;
  #depth = 0;
  #sinceToken = 0;
  #noCharacter = false;

  /** @param encoding as {@link encodingOf} tells it from the first bytes */
  constructor(events: XmlEvents, encoding: 'utf-8' | 'utf-16le' | 'utf-16be' = 'utf-8') {
    this.#decoder = new TextDecoder(encoding, { fatal: true });
    this.#parser.on('error', (error) => {
      if (error.message !== MALFORMED_ENTITY) throw error;
      this.#noCharacter = true;
    });
    this.#parser.on('opentag', ({ name, attributes }) => {
      this.#sinceToken = 0;
      if ((this.#depth += 1) > DEEPEST) throw new Error('nested too deep');
      events.open(localName(name), attributes);
    });
    this.#parser.on('closetag', ({ name }) => {
      this.#sinceToken = 0;
      this.#depth -= 1;
      events.close?.(localName(name));
    });
    const text = (found: string): void => {
      this.#sinceToken = 0;
      events.text?.(this.#noCharacter ? found.replace(NO_CHARACTER, '\uFFFD') : found);
      this.#noCharacter = false;
    };
    this.#parser.on('text', text);
    this.#parser.on('cdata', text);
  }

  /** @throws Refusal FILE_MALFORMED where it is no XML, FILE_TOO_LARGE where a tag or text has no end; what the events throw */
  write(piece: Uint8Array): void {
    this.#sinceToken += piece.length;
    this.#well(() => this.#parser.write(this.#decoder.decode(piece, { stream: true })));
    if (this.#sinceToken > LONGEST_TOKEN) throw tooLarge(`有单元格或标记超过 ${LONGEST_TOKEN} 字节`);
  }

  /** @throws Refusal as {@link write} does, FILE_MALFORMED where it is not at its end */
  end(): void {
    this.#well(() => this.#parser.write(this.#decoder.decode()).close());
  }

  #well(read: () => void): void {
    try {
      read();
    } catch (error) {
      throw error instanceof Refusal ? error : new Refusal('FILE_MALFORMED', '不是完整的 XML');
    }
  }
}

/** Reads a part to its end. @throws Refusal as {@link XmlReader} does */
export async function readXml(pieces: AsyncIterable<Uint8Array>, events: XmlEvents): Promise<void> {
  let reader: XmlReader | undefined;
  for await (const piece of pieces) {
    reader ??= new XmlReader(events, encodingOf(piece));
    reader.write(piece);
  }
  (reader ?? new XmlReader(events)).end();
}

/** What an XML part is written in: UTF-8, or UTF-16 with its mark. */
export function encodingOf(first: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16le';
  return first[0] === 0xfe && first[1] === 0xff ? 'utf-16be' : 'utf-8';
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
