import { COMMONEST, RUNS } from './commonest-passwords.js';

export const LEAST_CHARACTERS = 10;
export const MOST_CHARACTERS = 128;
const LEAST_DIFFERENT = 5;

/**
 * What is wrong with a password that somebody wants to set (中文); undefined: nothing.
 * Length is what counts; beyond it, what everybody tries first is refused.
 */
export function passwordFlaw(password: string, name: string): string | undefined {
  const characters = [...password.normalize('NFKC')];
  if (characters.length < LEAST_CHARACTERS) return `口令太短：至少 ${LEAST_CHARACTERS} 个字符，可以用一句话`;
  if (characters.length > MOST_CHARACTERS) return `口令太长：至多 ${MOST_CHARACTERS} 个字符`;
  const small = characters.join('').toLowerCase();
  if (name.length > 1 && small.includes(name.toLowerCase())) return '口令中不能有账户名：请换一个';
  if (new Set(characters).size < LEAST_DIFFERENT) return `口令过于简单：至少要有 ${LEAST_DIFFERENT} 个不同的字符`;
  if (isCommon(small)) return '这是最常被猜到的口令之一：请换一个，可以用一句话';
  return undefined;
}

function isCommon(small: string): boolean {
  const [, stem = ''] = /^(.*?)[\d!.@#]*$/.exec(small) ?? [];
  return [small, stem, small.replace(/\d+$/, '')].some((each) => COMMONEST.has(each)) || RUNS.some((run) => run.includes(small));
}
