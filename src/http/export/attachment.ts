const PLAIN = /^[\x20-\x7e]*$/;
/** A browser may take it for an encoded character. */
const PERCENT_ENCODED = /%[0-9A-Fa-f]{2}/;

/**
 * The value of `Content-Disposition` under which a file of this name is saved: as a quoted string (RFC 6266), and where
 * that cannot hold the name, in percent-encoded UTF-8 beside it (RFC 5987 as RFC 8187 has it).
 */
export function attachment(fileName: string): string {
  if (PLAIN.test(fileName) && !PERCENT_ENCODED.test(fileName)) return `attachment; filename=${quoted(fileName)}`;
  // For who does not read the other: a name of the same form, an underscore for what cannot be said.
  const fallback = fileName.replace(/[^\x20-\x7e]+|%/g, '_');
  return `attachment; filename=${quoted(fallback)}; filename*=UTF-8''${encoded(fileName)}`;
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** `encodeURIComponent` leaves these as they are, RFC 8187 does not. */
function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
