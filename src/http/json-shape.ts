import { Refusal } from '../access/refusal.js';
import { LimitExceeded } from '../graphql/limits/exceeded.js';

/** No argument of the schema lies as deep; whoever reads JSON deeper runs out of stack. */
const MOST_NESTING = 64;
/** No list or object that a request takes is as long, all of them together. */
const MOST_VALUES = 20_000;

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/**
 * Holds JSON to a shape before anybody reads it, with one look at each character: the time that readers take grows with its
 * nesting and its values.
 * @param what what is read, for the message, 中文
 * @throws Refusal BAD_USER_INPUT if it is nested too deeply, LIMIT_EXCEEDED if it holds too many values
 */
export function checkShape(text: string, what: string): void {
  let [nesting, values, isText] = [0, 1, false];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isText) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) isText = false;
    } else if (code === QUOTE) isText = true;
    else if (code === COMMA) {
      if ((values += 1) > MOST_VALUES) throw new LimitExceeded(`${what}中的值过多：最多 ${MOST_VALUES} 个；请分几次提交`);
    } else if (OPENING.has(code)) {
      if ((nesting += 1) > MOST_NESTING) throw new Refusal('BAD_USER_INPUT', `${what}嵌套过深：最多 ${MOST_NESTING} 层`);
    } else if (CLOSING.has(code)) nesting -= 1;
  }
}
