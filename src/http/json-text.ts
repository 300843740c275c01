import { visit } from 'jsonc-parser';
import { Refusal } from '../access/refusal.js';
import { checkShape } from './json-shape.js';

/**
 * Reads JSON that can be read one way alone: a key given twice means one thing to one reader and another to the next.
 * @param what what is read, for the message, 中文
 * @throws Refusal BAD_USER_INPUT if it is no JSON, or a key of an object comes twice; as {@link checkShape}
 */
export function readJson(text: string, what: string): unknown {
  checkShape(text, what);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal('BAD_USER_INPUT', `${what}不是 JSON`);
  }
  const objects: Set<string>[] = [];
  visit(text, {
    onObjectBegin: () => void objects.push(new Set()),
    onObjectEnd: () => void objects.pop(),
    onObjectProperty: (name) => {
      const keys = objects.at(-1)!;
      if (keys.has(name)) throw new Refusal('BAD_USER_INPUT', `${what}中同一对象的键 ${JSON.stringify(name)} 写了两次`);
      if (name === '__proto__') throw new Refusal('BAD_USER_INPUT', `${what}中不能有键 "__proto__"`);
      keys.add(name);
    },
  });
  return value;
}
