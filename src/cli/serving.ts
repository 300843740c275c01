import path from 'node:path';
import { Server as TlsServer } from 'node:tls';
import type { FastifyInstance } from 'fastify';
import { sharingRegister } from '../access/sharing.js';
import { openAccountDesk } from '../accounts/account-desk.js';
import { recordWith } from '../audit/chain-key.js';
import { openSealed } from '../audit/seal.js';
import { AuditTrail } from '../audit/trail.js';
import type { Config } from '../config/config.js';
import { ConfigError } from '../config/config-error.js';
import { openDatabase, type Database } from '../db/database.js';
import { lackOfConnections } from '../db/connections.js';
import { OperatorError, onDisk } from '../db/failure.js';
import { claimDataDir } from '../db/hub-lock.js';
import type { HomeState } from '../db/apart/home.js';
import { openDataDir } from '../db/data-dir.js';
import { versionAt } from '../db/data-version.js';
import { openRecordKeeping } from '../departments/record-keeping.js';
import { policyStamp } from '../http/export/policy-stamp.js';
import { exportRoutes } from '../http/export/routes.js';
import { intakeRoutes } from '../http/intake/routes.js';
import { openHub } from '../graphql/open-hub.js';
import type { Mode } from '../graphql/own-queries.js';
import { createServer } from '../http/server.js';
import { sampleSignIn } from '../http/sessions/sample-sign-in.js';
import { OLDEST_TLS } from '../http/shield.js';
import { openTokenKey, type TokenKey } from '../http/tokens/hub-keys.js';
import { either, RevocationList } from '../http/tokens/revocation-list.js';
import { signToken } from '../http/tokens/sign.js';
import { tokenVerifier } from '../http/tokens/verify.js';
import { WatchedFolder } from '../intake/folder/watched-folder.js';
import type { Intake } from '../intake/receive-all.js';
import { loadCalendar } from '../policy/calendar.js';
import { describeProblem } from '../policy/problem.js';
import { loadTreatments } from '../policy/treatment-registry.js';
import { readAliasFiles } from '../intake/alias-files.js';
import { openSheetDoor } from '../round/sheets/redeem.js';
import { declaredSchema, openGrantFiles } from './access-basis.js';
import type { Call, Say } from './call.js';
import { giveRootUp } from './give-root-up.js';
import { openIdentity } from './identity.js';
import { hubLog } from './hub-log.js';
import { declarationsOf, openSchemes, vocabularyWith } from './declarations.js';
import { rolesNamed } from './roles-named.js';
import { notePolicy } from './note-policy.js';
import { openLandRules } from './land-rules.js';
import { openDocuments } from './open-documents.js';
import { Stopped } from './sample-county.js';
import { firstEnterprise, sampleTokens } from './sample-tokens.js';
import type { Surroundings } from './surroundings.js';
import { openTokenRules } from './token-rules.js';

/** How long requests under way are waited for when the hub is told to stop. */
const DRAIN_MS = 10_000;

/** What a hub that is about to serve can be prepared with. */
export interface Preparation {
  readonly intake: Intake;
  /** Whether the hub was told to stop meanwhile. */
  readonly stopping: () => boolean;
}

/** A hub that serves. */
export interface Serving {
  readonly url: string;
  readonly key: TokenKey;
  readonly config: Config;
  readonly database: Database;
}

/**
 * Serves until told to stop (SIGINT, SIGTERM), then answers what is under way, and closes everything in the reverse
 * order of its opening; a second signal does not wait.
 * @param prepare done after the database is open and before anyone is served; tells the county, where it knows and
 *   nobody configured one
 * @param ready told once it serves
 */
export async function serveUntilStopped(
  call: Call,
  mode: Mode,
  prepare: (preparation: Preparation) => Promise<string | undefined>,
  ready: (serving: Serving) => Promise<void>,
): Promise<void> {
  const { say } = call;
  const config = call.config();
  const log = hubLog(config.logLevel, call.around.log());
  const stop = stopSignal(call.around);
  const closing: (() => Promise<unknown>)[] = [];
  try {
    await openDataDir(config.dataDir);
    const key = await onDisk(`使用 ${config.dataDir} 中的密钥`, () => openTokenKey(config.dataDir));
    const rules = await openTokenRules(config.dataDir, config.tokens, (line) => log.warn(line));
    const secondFactorRoles = rolesNamed('MUHUB_SECOND_FACTOR', config.secondFactorRoles);
    const identity = await openIdentity(config);
    const registry = await openSchemes(config.schemesDir);
    for (const problem of registry.problems) say(`办法未载入：${describeProblem(problem)}`);
    const treatments = await loadTreatments(config.treatmentsDir, registry.vocabulary);
    for (const problem of treatments.problems) say(`差别化政策未载入：${describeProblem(problem)}`);
    const calendar = await loadCalendar(config.calendarDir);
    const trusted = await openDocuments(config.documentsDir, say);

    const database = await openDatabase(config, {
      say,
      dropped: ({ name }) => log.warn({ name }, 'a database connection was dropped'),
    });
    closing.unshift(() => database.close());
    noteRights(database, say);
    const chainKey = await openSealed(database.db, config);
    recordWith(database.db, async () => chainKey);
    const keeping = await openRecordKeeping(database, config.departmentDatabases, {
      say,
      dropped: ({ name }) => log.warn({ name }, 'a connection to a department’s database was dropped'),
    });
    closing.unshift(() => keeping.close());
    for (const state of await keeping.states(await versionAt(database.db))) noteHome(state, say);
    const lock = database.embedded ? await claimDataDir(config.dataDir) : undefined;
    if (lock) closing.unshift(() => lock.release());

    const closed = await notePolicy(database.db, [...registry.schemes.values()], say);
    const declared = declarationsOf(await vocabularyWith(registry, undefined, []));
    const intake = { db: database.db, keeping, declared, limits: config.handoverLimits, actor: 'muhub start' };
    const county = await prepare({ intake, stopping: () => stop.asked });
    if (stop.asked) return;

    const trail = await AuditTrail.open({
      url: database.url,
      dataDir: config.dataDir,
      anchorsElsewhere: config.anchorsElsewhere,
      chainKeyFile: config.chainKeyFile,
      onTrouble: (what, error) => log.warn({ name: error instanceof Error ? error.name : undefined }, what),
    });
    closing.unshift(() => trail.close());
    const lack = await lackOfConnections(database.pool);
    if (lack !== undefined) say(`注意：${lack}`);
    const serves = config.county ?? county;
    if (serves === undefined)
      say(
        '注意：未设 MUHUB_COUNTY，没有一个方案算作本县的：类别、名次按推算值授权，本县的授权文件也不生效；请设为本县方案所写的 jurisdiction',
      );
    const grantFiles = openGrantFiles(config.grantsDir, sharingRegister(declaredSchema()), {
      county: serves,
      isSample: mode === 'sample',
      say,
    });
    const landRules = await openLandRules(config.landRulesDir, serves, registry, say);
    const named = readAliasFiles(config.handoverDir, serves);
    for (const problem of named.problems) say(describeProblem(problem));
    const doors = { ...intake, declared: { ...declared, aliases: named.aliases } };
    const revocations = new RevocationList(database.db);
    const server = await createServer({
      ...{ trail, trusted, db: database.db },
      leaving: () => stop.asked,
      hub: openHub({ ...database, keeping }, registry, treatments, {
        ...{ county: serves, aliases: named.aliases, closed, grantFiles, calendar, landRules },
        servesPublic: config.publicResults ?? mode === 'sample',
        handoverLimits: config.handoverLimits,
        evidenceDir: config.evidenceDir,
      }),
      log,
      mode,
      limits: config.limits,
      tls: config.tls,
      trustedProxies: config.trustedProxies,
      verify: tokenVerifier({ ...rules, revoked: either(rules.revoked!, () => revocations.value()) }),
      signingIn: {
        accounts: openAccountDesk(database.db, {
          clock: () => new Date(),
          secondFactorRoles,
          issuer: `亩均中枢${serves ?? ''}`,
        }),
        sheets: openSheetDoor(database.db),
        identity,
        issue: async (claims, until) => signToken(await openTokenKey(config.dataDir), claims, until, config.tokens.audience),
      },
      unusableKeys: rules.unusableKeys,
      routes: [
        exportRoutes({ policy: policyStamp(registry, treatments, serves, grantFiles), folder: path.join(config.dataDir, 'exports') }),
        intakeRoutes({ ...doors, folder: path.join(config.dataDir, 'handed-in') }),
        ...(mode === 'sample'
          ? [sampleSignIn(async () => sampleTokens(key, config.tokens.audience, await firstEnterprise(database.db)))]
          : []),
      ],
    });
    closing.unshift(() => Promise.race([server.close(), delay(DRAIN_MS)]));
    const url = await server.listen({ host: config.host, port: config.port }).catch((error: unknown) => {
      throw listenFailure(error, config);
    });
    closing.unshift(followCertificate(server, call));
    if (!config.tls && !isLoopback(config.host))
      say('注意：未配置 TLS，令牌和数据在网络上明文传输；请给出 MUHUB_TLS_CERT 和 MUHUB_TLS_KEY，或只在反向代理之后使用');
    await giveRootUp(call, config);
    await lock?.announce(url);
    if (config.intakeDir !== undefined) {
      const everyMs = config.intakeSeconds * 1000;
      const watched = await WatchedFolder.open({ folder: config.intakeDir, everyMs, intake: doors, keeping, say });
      closing.unshift(() => Promise.race([watched.stop(), delay(DRAIN_MS)]));
    }
    await ready({ url, key, config, database });
    await stop.promise;
    say('正在停止…');
    // Who comes meanwhile is answered, and told to come by another connection: whatever stands before the hubs sees that it leaves.
    await delay(config.leaveSeconds * 1000);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  } finally {
    for (const close of closing) await close();
    stop.forget();
  }
}

/** What the database does not hold is left to the hub's own rules: it serves, and says so. */
function noteRights({ secondWall, auditRights }: Database, say: Say): void {
  if (!secondWall.up)
    say(
      `数据库的行级安全（第二道墙）没有启用，只有中枢自身的授权规则在把关：${secondWall.why}。请数据库管理员执行一次：${secondWall.script} 然后重启中枢`,
    );
  if (!auditRights.appendOnly)
    say(
      `注意：中枢的数据库账户可以改动审计记录，应当只能追加：${auditRights.why}。请数据库管理员执行一次：${auditRights.script} 再把现在的 DATABASE_URL 改作 DATABASE_OWNER_URL，DATABASE_URL 换成新账户，然后重启中枢`,
    );
}

/** A department's own database that is not as it should be keeps nothing else from starting, but is said. */
function noteHome({ title, up, why, secondWall }: HomeState, say: Say): void {
  if (!up) say(`${title}的数据库暂不可用，要用到它的查询会说明；恢复后自动启用：${why}`);
  else if (secondWall?.up === false)
    say(`${title}的数据库的行级安全（第二道墙）没有启用：${secondWall.why}。请该库管理员执行一次：${secondWall.script} 然后重启中枢`);
}

/** Takes a renewed certificate on SIGHUP; connections that are open keep theirs. @returns to be called when the hub stops */
function followCertificate(server: FastifyInstance, { tls: current, say, around: { signals } }: Call): () => Promise<void> {
  const renew = () => {
    try {
      const tls = current();
      if (tls && server.server instanceof TlsServer) server.server.setSecureContext({ ...tls, minVersion: OLDEST_TLS });
      say(tls ? '已换用新的证书' : '未配置 TLS，没有证书可换');
    } catch (error) {
      say(`证书未更换，继续使用原来的：${error instanceof ConfigError ? error.message : '读不出来'}`);
    }
  };
  signals.on('SIGHUP', renew);
  return async () => void signals.off('SIGHUP', renew);
}

function isLoopback(host: string): boolean {
  return /^(127\.|localhost$|::1$)/.test(host);
}

function listenFailure(error: unknown, { host, port }: Config): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new OperatorError(`端口 ${port} 已被占用：请停掉占用它的程序，或用 PORT 另指一个（PORT=0 取任一空闲端口）`);
    case 'EACCES':
      return new OperatorError(`没有权限监听端口 ${port}：请用 PORT 指定 1024 以上的端口`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new OperatorError(`HOST=${host} 不是本机地址：请用 127.0.0.1、本机的网卡地址或 0.0.0.0`);
    default:
      return error;
  }
}

function stopSignal({ signals, exit }: Surroundings) {
  const state = { asked: false, promise: Promise.resolve(), forget: () => undefined as void };
  state.promise = new Promise<void>((resolve) => {
    const onSignal = () => {
      if (state.asked) exit(1);
      state.asked = true;
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) signals.on(signal, onSignal);
    state.forget = () => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) signals.off(signal, onSignal);
    };
  });
  return state;
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
