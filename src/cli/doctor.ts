import { access, constants, statfs } from 'node:fs/promises';
import type { Command } from 'commander';
import { checkWritable } from '../audit/writable.js';
import { lackOfConnections } from '../db/connections.js';
import { openDataDir } from '../db/data-dir.js';
import { versionAt } from '../db/data-version.js';
import { databaseVersion } from '../db/database-version.js';
import { databaseFailure } from '../db/failure.js';
import { loadTreatments } from '../policy/treatment-registry.js';
import { describeProblem } from '../policy/problem.js';
import type { Call } from './call.js';
import { openSchemes } from './declarations.js';
import { DONE, REFUSED } from './exit.js';
import { isExpected } from './expected.js';
import { withSession, type Session } from './session.js';
import { VERSION } from './version.js';

/** Less free than this, and the next busy day may end with a full disk. */
const LEAST_FREE_MB = 1024;
const MOST_CLOCK_SECONDS = 5;

/** What was looked at: how it is (中文), and what is to be done about it; null: nothing. */
interface Finding {
  readonly what: string;
  readonly is: string;
  readonly todo: string | null;
}

/** `muhub doctor`: what is set up, what is missing, what to do. */
export function doctorCommand(program: Command, call: Call): void {
  program
    .command('doctor')
    .description('检查运行条件：版本、磁盘、权限、数据库、时钟、审计、第二道墙、政策文件、各部门的库；有待办的退出状态为 1')
    .option('--json', '以 JSON 输出')
    .action(async ({ json }: { json?: boolean }) => {
      const findings = [...(await around(call)), ...(await within(call))];
      const lines = findings.map(
        ({ what, is, todo }) => `${todo === null ? '好　' : '待办'}  ${what}：${is}${todo === null ? '' : `。${todo}`}`,
      );
      await call.answer(json ? JSON.stringify(findings, null, 2) : lines.join('\n'));
      call.end(findings.every(({ todo }) => todo === null) ? DONE : REFUSED);
    });
}

/** What can be seen without the database. */
async function around(call: Call): Promise<Finding[]> {
  const { dataDir, county, schemesDir, treatmentsDir, tls, host } = call.config();
  await openDataDir(dataDir);
  const { bavail, bsize } = await statfs(dataDir);
  const free = Math.floor((bavail * bsize) / 1024 / 1024);
  const isWritable = await access(dataDir, constants.W_OK).then(
    () => true,
    () => false,
  );
  const schemes = await openSchemes(schemesDir);
  const problems = [...schemes.problems, ...(await loadTreatments(treatmentsDir, schemes.vocabulary)).problems];
  const isLocal = /^(127\.|localhost$|::1$)/.test(host);
  return [
    { what: '版本', is: `中枢 ${VERSION}，Node.js ${process.versions.node}`, todo: null },
    {
      what: '数据目录',
      is: `${dataDir}${isWritable ? '' : '，不可写'}`,
      todo: isWritable ? null : '请检查属主和权限，或用 MUHUB_DATA_DIR 另指一个',
    },
    { what: '磁盘', is: `数据目录所在的盘剩 ${free} MB`, todo: free < LEAST_FREE_MB ? `不足 ${LEAST_FREE_MB} MB，请清理或扩容` : null },
    {
      what: '本县',
      is: county ?? '未设 MUHUB_COUNTY',
      todo: county === undefined ? '请设为本县方案所写的 jurisdiction，否则授权文件不生效' : null,
    },
    {
      what: '政策文件',
      is: `方案 ${schemes.schemes.size} 份`,
      todo: problems.length > 0 ? `有 ${problems.length} 处没有载入：${describeProblem(problems[0]!)}` : null,
    },
    {
      what: 'TLS',
      is: tls ? '已配置' : '未配置',
      todo: tls || isLocal ? null : '请配置 MUHUB_TLS_CERT 和 MUHUB_TLS_KEY，或只在反向代理之后使用',
    },
  ];
}

async function within(call: Call): Promise<Finding[]> {
  try {
    return await withSession(call, ofDatabase);
  } catch (error) {
    const known = isExpected(error) ? error : databaseFailure(error);
    return [{ what: '数据库', is: '用不了', todo: known?.message ?? `原因不明（${(error as Error).name}），请看日志` }];
  }
}

async function ofDatabase({ database, keeping }: Session): Promise<Finding[]> {
  const { db, pool, embedded, auditRights, secondWall } = database;
  const begun = Date.now();
  const { rows } = await pool.query<{ now: Date }>('select clock_timestamp() as now');
  const apart = Math.round(Math.abs(rows[0]!.now.getTime() - (begun + Date.now()) / 2) / 1000);
  const lack = await lackOfConnections(pool);
  const unwritable = await checkWritable(db).then(
    () => null,
    (error: unknown) => databaseFailure(error)?.message ?? '请检查审计表的锁、磁盘和权限',
  );
  const version = await versionAt(db);
  const homes = await keeping.states(version);
  return [
    { what: '数据库', is: `${embedded ? '内置' : '自有'} PostgreSQL ${await databaseVersion(db)}，数据版本 ${version}`, todo: null },
    { what: '连接数', is: lack ?? '够用', todo: lack === undefined ? null : '见左' },
    { what: '时钟', is: `与数据库相差 ${apart} 秒`, todo: apart > MOST_CLOCK_SECONDS ? '请启用时间同步（chrony 等）' : null },
    { what: '审计', is: unwritable === null ? '可写' : '写不进去', todo: unwritable },
    {
      what: '审计权限',
      is: auditRights.appendOnly ? '只能追加' : auditRights.why,
      todo: auditRights.appendOnly ? null : `请数据库管理员执行：${auditRights.script}`,
    },
    {
      what: '第二道墙',
      is: secondWall.up ? '已启用' : secondWall.why,
      todo: secondWall.up ? null : `请数据库管理员执行：${secondWall.script}`,
    },
    ...homes.map(({ title, up, why, variable }) => ({
      what: `${title}的库`,
      is: up ? '可用' : (why ?? '不可用'),
      todo: up ? null : `请检查 ${variable} 所指的库`,
    })),
  ];
}
