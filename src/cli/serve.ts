import type { Command } from 'commander';
import type { Call } from './call.js';
import { DONE } from './exit.js';
import { serveUntilStopped } from './serving.js';

/** `muhub serve`: production. No sample county, trusted documents only. */
export function serveCommand(program: Command, call: Call): void {
  program
    .command('serve')
    .description('正式运行：只执行登记过的查询文档，不载入示例数据')
    .action(async () => {
      await serveUntilStopped(
        call,
        'serve',
        async () => undefined,
        async ({ url }) => call.say(`亩均中枢已就绪：${url}/graphql`),
      );
      call.end(DONE);
    });
}
