import type { Command } from 'commander';
import { readConfig } from '../config.js';
import { describeProblem, PolicyRefused } from '../policy/problem.js';
import { loadScheme } from '../policy/registry.js';
import { openSchemes, vocabularyBeside } from './declarations.js';
import { DONE, REFUSED, Refused } from './exit.js';
import { answer, say } from './output.js';
import { ROOT } from './session.js';

/** `muhub scheme check <file.yaml>`: says what is wrong with a scheme, with line and column. */
export function schemeCommand(program: Command, end: (status: number) => void): void {
  const scheme = program.command('scheme').description('评价办法（YAML）');
  scheme
    .command('check')
    .description('检查办法文件，指出每一处问题的行和列')
    .argument('<files...>', '办法文件')
    .option('--facts <file>', '本县声明的指标和事项（facts.yaml）')
    .action(async (files: string[], { facts }: { facts?: string }) => {
      let status = DONE;
      for (const file of files) if (!(await check(file, facts))) status = REFUSED;
      end(status);
    });
}

async function check(file: string, facts: string | undefined): Promise<boolean> {
  const registry = await openSchemes(readConfig(ROOT).schemesDir);
  try {
    const { all } = await vocabularyBeside(registry, facts, [file]);
    const { scheme, digest } = await loadScheme(file, all);
    await answer(`${file}：没有问题（${scheme.id}，${scheme.title}，${digest}）`);
    for (const part of scheme.unknown) say(`  尚缺：${part}（status: partial，需要它的评价会被拒绝）`);
    return true;
  } catch (error) {
    if (error instanceof PolicyRefused) {
      for (const problem of error.problems) say(describeProblem(problem));
      say(`${file}：共 ${error.problems.length} 处问题`);
      return false;
    }
    const { code } = error as NodeJS.ErrnoException;
    if (code) throw new Refused(`无法读取 ${file}：${code}`, { cause: error });
    throw error;
  }
}
