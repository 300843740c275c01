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
      // Whoever finds a way into what faces the network would have the machine with it.
      if (call.around.isRoot)
        call.say(
          '警告：以 root 身份运行：请换用一个普通账户（容器中用 USER 指定，systemd 中用 User= 指定），并把数据目录交给它：chown -R <账户> <数据目录>',
        );
      await serveUntilStopped(
        call,
        'serve',
        async () => undefined,
        async ({ url }) => call.say(`亩均中枢已就绪：${url}/graphql`),
      );
      call.end(DONE);
    });
}
