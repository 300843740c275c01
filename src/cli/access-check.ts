import path from 'node:path';
import { parseGrantFile } from '../access/grant-file.js';
import { sharingRegister } from '../access/sharing.js';
import { isFloor, readGrantFiles } from '../grants/grant-files.js';
import { policyText } from '../policy/policy-text.js';
import { describeProblem, type SchemeProblem } from '../policy/problem.js';
import { declaredSchema } from './access-basis.js';
import type { Call } from './call.js';
import { bytesOf } from './incoming.js';

/** `muhub access check [FILE…]`: says what is wrong with grant files, with line and column. @returns whether nothing is */
export async function checkGrants({ config, answer, say }: Call, files: readonly string[]): Promise<boolean> {
  const register = sharingRegister(declaredSchema());
  const problems: SchemeProblem[] = [];
  let count = 0;
  if (files.length === 0) {
    const read = readGrantFiles(config().grantsDir, register);
    problems.push(...read.problems);
    count = read.files.length;
  }
  for (const file of files) {
    const { text, unreadable } = policyText(await bytesOf(file));
    // A floor is one by its folder, wherever the command is called from.
    const floor = isFloor(path.relative(config().grantsDir, path.resolve(file)).split(path.sep).join('/'));
    const parsed =
      unreadable === undefined
        ? parseGrantFile(text, file, register, floor)
        : { problems: [{ file, line: 1, column: 1, path: '', message: unreadable }] };
    if ('problems' in parsed) problems.push(...parsed.problems);
    else count += 1;
  }
  for (const problem of problems) say(describeProblem(problem));
  if (problems.length === 0) await answer(`没有问题：${count} 份授权`);
  return problems.length === 0;
}
