import type { Command } from 'commander';
import { DONE } from './exit.js';
import { say } from './output.js';
import { serveUntilStopped } from './serving.js';

/** `muhub serve`: production. No sample county, trusted documents only. */
export function serveCommand(program: Command, end: (status: number) => void): void {
  program
    .command('serve')
    .description('正式运行：只执行登记过的查询文档，不载入示例数据')
    .action(async () => {
      await serveUntilStopped(
        'serve',
        async () => undefined,
        async ({ url }) => say(`亩均中枢已就绪：${url}/graphql`),
      );
      end(DONE);
    });
}
