/** With which the lines of a sheet begin and end, whatever the prefix. */
const TAG_END = Buffer.from('sheetData>');
const [SOLIDUS, OPEN, COLON] = [0x2f, 0x3c, 0x3a];
/** Longer than the tag with any prefix. */
const HELD = 64;

/** What of a sheet's part stands behind its lines, as bytes; nothing where their end is not found. */
export async function* behindLines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  let held: Uint8Array = new Uint8Array();
  let found = false;
  for await (const piece of pieces) {
    if (found) {
      yield piece;
      continue;
    }
    const text = Buffer.concat([held, piece]);
    const end = endOfLines(text);
    found = end !== undefined;
    if (end !== undefined) yield text.subarray(end);
    else held = text.subarray(-HELD);
  }
}

function endOfLines(text: Buffer): number | undefined {
  for (let at = text.indexOf(TAG_END); at >= 0; at = text.indexOf(TAG_END, at + 1)) {
    let before = at - 1;
    if (text[before] === COLON) while (before > 0 && text[before] !== SOLIDUS && text[before] !== OPEN) before -= 1;
    if (text[before] === SOLIDUS && text[before - 1] === OPEN) return at + TAG_END.length;
  }
  return undefined;
}
