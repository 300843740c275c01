import { describe, expect, it } from 'vitest';
import { hubLog } from '../../src/cli/hub-log.js';
import { printable, printableLines } from '../../src/handover/printable.js';

const HOSTILE = '\u001b[2J\u009b1m\u202e\u2066\u2028\u2029\0\u007f';
const SPELLED = '\\u001b[2J\\u009b1m\\u202e\\u2066\\u2028\\u2029\\u0000\\u007f';

describe('text that is shown', () => {
  it('is spelled out where it would be acted on, and stays as it is otherwise', () => {
    expect(printable(HOSTILE)).toBe(SPELLED);
    expect(printable('甲厂（示例）\u3000Ａ 𠮷 é 👩‍👩‍👧')).toBe('甲厂（示例）\u3000Ａ 𠮷 é 👩‍👩‍👧');
    expect(printable('a\nb\tc\rd')).toBe('a\\u000ab\\u0009c\\u000dd');
    expect(printableLines('a\r\nb\n\tc\rd')).toBe('a\r\nb\n\tc\\u000dd');
  });

  it('of a log is a line of JSON that says the same', () => {
    let line = '';
    hubLog('info', { write: (text) => void (line += text) }).info({ name: HOSTILE, file: `甲\n${HOSTILE}` }, HOSTILE);
    expect(line).toMatch(/^[^\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]*\n$/u);
    expect(JSON.parse(line)).toMatchObject({ file: `甲\n${HOSTILE}`, msg: HOSTILE });
  });
});
