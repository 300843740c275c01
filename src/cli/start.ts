import type { Command } from 'commander';
import type { Call } from './call.js';
import { DONE } from './exit.js';
import { takeSampleIn } from './sample-county.js';
import { firstEnterprise, sampleTokens } from './sample-tokens.js';
import { serveUntilStopped } from './serving.js';

/** `npm start`: the sample mode. Takes the sample county in on the first start, and prints addresses and tokens. */
export function startCommand(program: Command, call: Call): void {
  program
    .command('start')
    .description('示例模式：首次启动时接收示例县数据，打印地址和各角色的令牌')
    .action(async () => {
      await serveUntilStopped(
        call,
        'sample',
        ({ intake, stopping }) => takeSampleIn(intake, { stop: stopping, say: call.say }),
        async ({ url, key, config, database }) => {
          const its = await firstEnterprise(database.db);
          const tokens = await sampleTokens(key, config.tokens.audience, its);
          await call.answer(
            [
              '亩均中枢已就绪（示例模式，Ctrl-C 停止）',
              `  网页      ${url}/`,
              `  GraphQL   ${url}/graphql`,
              `  GraphiQL  ${url}/graphiql`,
              `  共享目录  ${url}/catalogue`,
              `  健康检查  ${url}/healthz  ${url}/readyz`,
              `令牌（24 小时内有效；zone_committee 属园区 ${its.zone}，town 属镇街 ${its.town}，enterprise 为 ${its.creditCode}，department 属税务）：`,
              ...tokens.map(({ role, token }) => `  ${role.padEnd(17)} ${token}`),
            ].join('\n'),
          );
        },
      );
      call.end(DONE);
    });
}
