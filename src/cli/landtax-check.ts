import type { Command } from 'commander';
import { describeProblem } from '../policy/problem.js';
import { parsePolicy } from '../policy/treatment-registry.js';
import type { Call } from './call.js';
import { openDeclarations } from './declarations.js';
import { DONE, REFUSED } from './exit.js';
import { bytesOf } from './incoming.js';

/** `muhub landtax check <file.yaml>`: says what is wrong with treatments, rates or thresholds, with line and column. */
export function checkCommand(landtax: Command, { config, answer, say, end }: Call): void {
  landtax
    .command('check')
    .description('检查差别化政策、税额标准、低效用地标准文件（YAML），指出每一处问题的行和列')
    .argument('<files...>', '文件')
    .action(async (files: string[]) => {
      const { vocabulary } = await openDeclarations(config().schemesDir);
      let status = DONE;
      for (const file of files) {
        const parsed = parsePolicy(Buffer.from(await bytesOf(file)).toString('utf8'), { file, ...vocabulary });
        if ('problems' in parsed) {
          for (const problem of parsed.problems) say(describeProblem(problem));
          say(`${file}：共 ${parsed.problems.length} 处问题`);
          status = REFUSED;
        } else {
          const [{ id, title }] = Object.values(parsed);
          await answer(`${file}：没有问题（${id}，${title}）`);
        }
      }
      end(status);
    });
}
