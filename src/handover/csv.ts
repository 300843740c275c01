import type { Limits } from './limits.js';
import { tooLarge } from './line-bounds.js';
import { Refusal } from './refusal.js';
import type { SheetLine } from './sheet.js';

const LINE_BREAKS = /\r\n|\r|\n/g;

/** A field in quotes that goes on beyond the text at hand. */
interface OpenQuote {
  /** The line where it opened. */
  readonly line: number;
  /** Whether the last character closes it, unless another follows. */
  readonly closing: boolean;
}

/**
 * Cuts a CSV text, as it comes, into lines: commas, quotes as Excel writes them, lines of any width, ended by CRLF, LF or CR.
 * A field that opens with a quote ends with one right before a comma or the end of a line; a quote within a field that does
 * not is a character. A line that spans several because of quoted breaks bears the number of its first.
 */
export class CsvLines {
  readonly #lineBytes: number;
  #rest = '';
  #line = 1;
  #quote: OpenQuote | undefined;
  /** A field longer than a line may be: only how it ends is still to be found out. */
  #overlong = false;

  constructor(lineBytes: number) {
    this.#lineBytes = lineBytes;
  }

  /**
   * @param lines to which those are added that end in the text
   * @throws Refusal FILE_MALFORMED where a quote is not closed as it must be, naming the line where it opened; FILE_TOO_LARGE
   */
  cut(text: string, lines: SheetLine[]): void {
    this.#take(text, false, lines);
  }

  /** The last line, if no break ends it. @throws Refusal as {@link cut} does */
  end(lines: SheetLine[]): void {
    this.#take('', true, lines);
  }

  #take(text: string, final: boolean, lines: SheetLine[]): void {
    const whole = this.#rest + text;
    if (this.#overlong) return this.#passOver(whole, final);
    let at = 0;
    let lf = -1;
    let cr = -1;
    while (at < whole.length) {
      // Looked for again only when it was passed: a text without any is looked through once.
      if (lf < at) lf = positionOf('\n', whole, at);
      if (cr < at) cr = positionOf('\r', whole, at);
      const end = Math.min(lf, cr);
      const line = whole.slice(at, end);
      if (line.includes('"')) {
        const after = this.#cutQuoted(whole, at, final, lines);
        if (after === undefined) break;
        at = after;
        continue;
      }
      // A CR at the end may be half of a CRLF.
      if (!final && (end === whole.length || (end === cr && end === whole.length - 1))) break;
      lines.push({ line: this.#line, cells: line.split(',') });
      this.#line += 1;
      at = end + (end === cr && lf === cr + 1 ? 2 : 1);
    }
    this.#rest = whole.slice(at);
    if (this.#rest.length <= this.#lineBytes || final) return;
    if (!this.#quote) throw this.#tooLong();
    this.#overlong = true;
    this.#rest = this.#quote.closing ? '"' : '';
  }

  /** Cuts one line with quotes in it. @returns where the next begins; undefined where this one is not at its end */
  #cutQuoted(text: string, from: number, final: boolean, lines: SheetLine[]): number | undefined {
    const cells: string[] = [];
    let breaks = 0;
    this.#quote = undefined;
    for (let at = from; ; at += 1) {
      let end: number;
      if (text[at] === '"') {
        end = closingQuote(text, at + 1) + 1;
        const opened = { line: this.#line + breaks, closing: end === text.length };
        if (!final && (end === 0 || opened.closing)) {
          this.#quote = opened;
          return undefined;
        }
        if (end === 0 || !endsField(text, end)) throw unclosed(opened.line);
        const cell = text.slice(at + 1, end - 1).replaceAll('""', '"');
        breaks += breaksIn(cell);
        cells.push(cell);
      } else {
        end = endOfField(text, at);
        cells.push(text.slice(at, end));
      }
      if (text[end] === ',') {
        at = end;
        continue;
      }
      if (!final && end >= text.length - (text[end] === '\r' ? 1 : 0)) return undefined;
      lines.push({ line: this.#line, cells, ...(breaks > 0 && { breaks }) });
      this.#line += 1 + breaks;
      return end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : 1);
    }
  }

  /** Looks for the end of an overlong field: whether it is that, or a quote that nobody closed. */
  #passOver(text: string, final: boolean): void {
    const end = closingQuote(text, 0) + 1;
    const isOpen = end === 0 || end === text.length;
    if (isOpen && !final) this.#rest = end === 0 ? '' : '"';
    else throw end === 0 || !endsField(text, end) ? unclosed(this.#quote!.line) : this.#tooLong();
  }

  #tooLong(): Refusal {
    return tooLarge(`第 ${this.#line} 行超过 ${this.#lineBytes} 字节`);
  }
}

/** The first lines, `most` of them, as far as they can be read; of a line that is wider than any may be, a cell more than that. */
export function readCsvHead(text: string, most: number, { lineBytes, columns }: Pick<Limits, 'lineBytes' | 'columns'>): SheetLine[] {
  const lines: SheetLine[] = [];
  const reader = new CsvLines(lineBytes);
  try {
    reader.cut(text, lines);
    reader.end(lines);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  return lines.slice(0, most).map((line) => (line.cells.length > columns ? { ...line, cells: line.cells.slice(0, columns + 1) } : line));
}

/** Why a text is not taken in which a quote is not closed as it must be. */
function unclosed(line: number): Refusal {
  return new Refusal('FILE_MALFORMED', '本行起引号没有闭合，或闭合后还有文字', { line });
}

/** How many line breaks a cell holds. */
export function breaksIn(cell: string): number {
  return cell.includes('\n') || cell.includes('\r') ? cell.match(LINE_BREAKS)!.length : 0;
}

function positionOf(character: string, text: string, from: number): number {
  const found = text.indexOf(character, from);
  return found < 0 ? text.length : found;
}

/** Where a quote stands that is not doubled; -1 if there is none. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

function endsField(text: string, at: number): boolean {
  return at >= text.length || text[at] === ',' || text[at] === '\n' || text[at] === '\r';
}

function endOfField(text: string, from: number): number {
  let at = from;
  while (!endsField(text, at)) at += 1;
  return at;
}
