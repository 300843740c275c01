import { isUtf8 } from 'node:buffer';
import { Refusal } from '../access/refusal.js';

/** One parameter of a header (RFC 6266): a token, or a quoted string, behind a semicolon. */
const PARAMETER = /\s*;\s*([\w!#$%&+.^`|~*-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))/y;
const LONGEST = 255;
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/**
 * The name of the file in a body, from `Content-Disposition: attachment; filename*=UTF-8''…`, else from `filename`, whose bytes are
 * taken for UTF-8 if they are; without folders.
 * @throws Refusal BAD_USER_INPUT where it names none, or one that is none
 */
export function fileNameIn(disposition: string | undefined): string {
  const given = disposition === undefined ? undefined : namedIn(disposition);
  const name = given?.replace(/^.*[\\/]/s, '').trim();
  if (!name)
    throw new Refusal('BAD_USER_INPUT', `请在请求头中写明文件名：Content-Disposition: attachment; filename*=UTF-8''<百分号编码的文件名>`);
  if (name.length > LONGEST || CONTROL.test(name)) throw new Refusal('BAD_USER_INPUT', '文件名过长，或含有控制字符：请改名后再送');
  return name;
}

function namedIn(disposition: string): string | undefined {
  const parameters = parametersOf(disposition);
  const [encoded, plain] = [parameters.get('filename*'), parameters.get('filename')];
  if (encoded !== undefined) return decoded(encoded);
  if (plain === undefined) return undefined;
  // Headers come as one character a byte.
  const bytes = Buffer.from(plain, 'latin1');
  return isUtf8(bytes) ? bytes.toString() : undefined;
}

/** @throws Refusal BAD_USER_INPUT where it is not written as such headers are, or names something twice */
function parametersOf(disposition: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  const kind = /^\s*[\w-]+/.exec(disposition)?.[0] ?? '';
  PARAMETER.lastIndex = kind.length;
  for (let at = kind.length; at < disposition.trimEnd().length; at = PARAMETER.lastIndex) {
    const found = kind === '' ? null : PARAMETER.exec(disposition);
    const name = found?.[1]?.toLowerCase();
    if (!found || name === undefined || parameters.has(name)) throw new Refusal('BAD_USER_INPUT', '请求头 Content-Disposition 写得不对');
    parameters.set(name, found[2]?.replace(/\\(.)/g, '$1') ?? found[3]!);
  }
  return parameters;
}

/** `charset'language'percent-encoded` (RFC 8187). */
function decoded(value: string): string {
  const [, charset, encoded] = /^([\w-]+)'[\w-]*'(.*)$/.exec(value) ?? [];
  try {
    if (charset?.toLowerCase() === 'utf-8') return decodeURIComponent(encoded!);
  } catch {
    // Said below.
  }
  throw new Refusal('BAD_USER_INPUT', `请求头 Content-Disposition 的 filename* 应写作 UTF-8''<百分号编码的文件名>`);
}
