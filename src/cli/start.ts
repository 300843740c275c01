import type { Command } from 'commander';
import { and, asc, isNotNull, isNull } from 'drizzle-orm';
import { ROLES, type Role } from '../access/viewer.js';
import type { Db } from '../db/db.js';
import { enterprise } from '../enterprise/table.js';
import type { TokenKey } from '../http/tokens/hub-keys.js';
import { signToken } from '../http/tokens/sign.js';
import type { Call } from './call.js';
import { DONE } from './exit.js';
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
        ({ intake, stopping }) => takeSampleIn(intake, { stop: stopping, say: call.say }),
        async ({ url, key, config, database }) => {
          const its = await firstEnterprise(database.db);
          const tokens = await Promise.all(
            ROLES.map(async (role) => `  ${role.padEnd(17)} ${await sampleToken(key, config.tokens.audience, role, its)}`),
          );
          await call.answer(
            [
              '亩均中枢已就绪（示例模式，Ctrl-C 停止）',
              `  GraphQL   ${url}/graphql`,
              `  GraphiQL  ${url}/graphiql`,
              `  共享目录  ${url}/catalogue`,
              `  健康检查  ${url}/healthz  ${url}/readyz`,
              `令牌（24 小时内有效；zone_committee 属园区 ${its.zone}，town 属镇街 ${its.town}，enterprise 为 ${its.creditCode}，department 属税务）：`,
              ...tokens,
            ].join('\n'),
          );
        },
      );
      call.end(DONE);
    });
}

/** The purposes that the sample's grants are for; they are in the tokens that use them. */
const PURPOSES: Partial<Record<Role, string>> = { zone_committee: '亩均评价', evaluation_office: '亩均评价', tax_officer: '以税节地' };

/** For every page of the sample hub: GraphiQL asks for the schema. */
function sampleToken(key: TokenKey, audience: string, role: Role, { zone, town, creditCode }: SampleEnterprise): Promise<string> {
  const claims = {
    subject: `sample-${role}`,
    role,
    purpose: PURPOSES[role] ?? '试用',
    ...(role === 'dashboard' ? {} : { introspect: true }),
    ...(role === 'zone_committee' ? { zones: [zone] } : {}),
    ...(role === 'town' ? { towns: [town] } : {}),
    ...(role === 'enterprise' ? { creditCode } : {}),
    ...(role === 'department' ? { department: 'tax' } : {}),
  };
  return signToken(key, claims, '24h', audience);
}

/** The enterprise whose zone, town and code the sample tokens stand for. */
interface SampleEnterprise {
  readonly creditCode: string;
  readonly zone: string;
  readonly town: string;
}

/** The first, by zone and code, of those that lie in a zone and a town. */
async function firstEnterprise(db: Db): Promise<SampleEnterprise> {
  const [row] = await db
    .select({ creditCode: enterprise.creditCode, zone: enterprise.zone, town: enterprise.town })
    .from(enterprise)
    .where(and(isNull(enterprise.superseded), isNotNull(enterprise.zone), isNotNull(enterprise.town)))
    .orderBy(asc(enterprise.zone), asc(enterprise.creditCode))
    .limit(1);
  return { creditCode: row?.creditCode ?? '', zone: row?.zone ?? '000000', town: row?.town ?? '000000000' };
}
