import { readFile } from 'node:fs/promises';
import { parseGrantFile } from '../access/grant-file.js';
import { sharingRegister } from '../access/sharing.js';
import { isFloor, readGrantFiles } from '../grants/grant-files.js';
import { policyText } from '../policy/policy-text.js';
import { describeProblem, type SchemeProblem } from '../policy/problem.js';
import { declaredSchema } from './access-basis.js';
import type { Call } from './call.js';

/** `muhub access check [FILE…]`: says what is wrong with grant files, with line and column. @returns whether nothing is */
export async function checkGrants({ config, answer, say }: Call, paths: readonly string[]): Promise<boolean> {
  const register = sharingRegister(declaredSchema());
  const problems: SchemeProblem[] = [];
  let count = 0;
  if (paths.length === 0) {
    const read = readGrantFiles(config().grantsDir, register);
    problems.push(...read.problems);
    count = read.files.length;
  }
  for (const path of paths) {
    const { text, unreadable } = policyText(await readFile(path));
    const parsed = unreadable === undefined ? parseGrantFile(text, path, register, isFloor(path)) : { problems: [{ file: path, line: 1, column: 1, path: '', message: unreadable }] };
    if ('problems' in parsed) problems.push(...parsed.problems);
    else count += 1;
  }
  for (const problem of problems) say(describeProblem(problem));
  if (problems.length === 0) await answer(`没有问题：${count} 份授权`);
  return problems.length === 0;
}
