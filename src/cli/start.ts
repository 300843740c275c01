import path from 'node:path';
import type { Command } from 'commander';
import { and, asc, isNotNull, isNull } from 'drizzle-orm';
import { ROLES, type Role } from '../access/viewer.js';
import type { Db } from '../db/database.js';
import { enterprise } from '../enterprise/table.js';
import type { TokenKey } from '../graphql/tokens/hub-keys.js';
import { signToken } from '../graphql/tokens/sign.js';
import type { Call } from './call.js';
import { DONE } from './exit.js';
import { ROOT } from './root.js';
import { takeSampleIn } from './sample-county.js';
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
        ({ intake, stopping }) => takeSampleIn(intake, path.join(ROOT, 'sample', 'files'), { stop: stopping, say: call.say }),
        async ({ url, key, config, database }) => {
          const zone = await firstZone(database.db);
          const tokens = await Promise.all(ROLES.map(async (role) => `  ${role.padEnd(15)} ${await sampleToken(key, config.tokens.audience, role, zone)}`));
          await call.answer(
            [
              '亩均中枢已就绪（示例模式，Ctrl-C 停止）',
              `  GraphQL   ${url}/graphql`,
              `  GraphiQL  ${url}/graphiql`,
              `  共享目录  ${url}/catalogue`,
              `  健康检查  ${url}/healthz  ${url}/readyz`,
              `令牌（24 小时内有效；zone_committee 属园区 ${zone}，department 属税务）：`,
              ...tokens,
            ].join('\n'),
          );
        },
      );
      call.end(DONE);
    });
}

/** For every page of the sample hub: GraphiQL asks for the schema. */
function sampleToken(key: TokenKey, audience: string, role: Role, zone: string): Promise<string> {
  const claims = {
    subject: `sample-${role}`,
    role,
    purpose: '试用',
    ...(role === 'dashboard' ? {} : { introspect: true }),
    ...(role === 'zone_committee' ? { zones: [zone] } : {}),
    ...(role === 'department' ? { department: 'tax' } : {}),
  };
  return signToken(key, claims, '24h', audience);
}

async function firstZone(db: Db): Promise<string> {
  const [row] = await db
    .selectDistinct({ zone: enterprise.zone })
    .from(enterprise)
    .where(and(isNull(enterprise.superseded), isNotNull(enterprise.zone)))
    .orderBy(asc(enterprise.zone))
    .limit(1);
  return row?.zone ?? '000000';
}
