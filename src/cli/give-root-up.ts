import { existsSync, realpathSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config/config.js';
import { accountOf, barredFrom, nameOf, ownerOf, type Account } from '../db/account.js';
import { sharedCluster } from '../db/embedded/places.js';
import { giveFile, giveFolder } from '../db/ownership.js';
import { accountName } from './account-name.js';
import type { Call } from './call.js';
import { ROOT } from './root.js';

/** The database's own folder, which was given to its account when it was made. */
const CLUSTER = 'postgresql';

/**
 * Lets a hub that root started go on as an account that may do less, and says as whom it goes on: whoever finds a way into
 * what faces the network would have the machine with it. What the hub writes is given to that account first. Where that
 * account could not do the hub's work, root stays, and why is said.
 * @throws OperatorError if the account that is configured is none
 */
export async function giveRootUp({ around, say }: Call, config: Config): Promise<void> {
  if (!around.isRoot) return say(`运行账户：${accountName()}`);
  const account = await accountOf(config.dataDir, config.user);
  if (!account) return say('仍以 root 身份运行：本机没有可换用的普通账户');
  const name = await nameOf(account);
  const why = await whyNot(account, config).catch((error: NodeJS.ErrnoException) => `换不了账户（${error.code ?? '系统不允许'}）`);
  if (why !== undefined) {
    say(
      `警告：仍以 root 身份运行，没有换用账户 ${name}：${why}。请把程序和数据放在该账户能读的目录（chmod o+rx 上级目录），或换普通账户启动（容器中用 USER，systemd 中用 User=）`,
    );
    return;
  }
  around.become(account);
  say(`运行账户：${name}（已放弃 root；数据目录 ${config.dataDir} 归该账户）`);
  if (config.tls && barredFrom(account, 'read', config.tls.files) !== undefined)
    say(`注意：证书或私钥文件只有 root 能读，SIGHUP 换不了证书：更新后请重启中枢，或把文件交给账户 ${name}`);
}

/** Why the account could not do the hub's work (中文); undefined: it could, and has what the hub writes. */
async function whyNot(account: Account, config: Config): Promise<string | undefined> {
  const owner = await ownerOf(config.dataDir);
  if (owner && owner.uid !== account.uid) return `数据目录属于没有名字的账户 uid ${owner.uid}`;
  const program = [fileURLToPath(import.meta.url), process.execPath, path.join(ROOT, 'package.json'), path.join(ROOT, 'node_modules')];
  const followed = followedFiles(config);
  const anchors = config.anchorsElsewhere === undefined ? [] : [config.anchorsElsewhere];
  const closed =
    barredFrom(account, 'pass', [config.dataDir, ...followed, ...anchors].map(folderThere)) ??
    barredFrom(account, 'read', [...program, ...followed.filter((file) => existsSync(file))]);
  if (closed !== undefined) return `它进不去或读不到 ${closed}`;

  await giveFolder(config.dataDir, account, CLUSTER);
  for (const file of anchors) await giveAnchors(file, account);
  const keys = path.join(config.dataDir, 'keys');
  const kept = [config.dataDir, ...anchors, ...(await readdir(keys)).map((name) => path.join(keys, name)), ...clustersOf(config)];
  const withheld = barredFrom(account, 'write', kept);
  return withheld === undefined ? undefined : `它写不了 ${withheld}`;
}

/** What is read again while the hub serves; what lies in the data folder is given with it. */
function followedFiles({ dataDir, tokens: { revoked, other } }: Config): readonly string[] {
  const files = other && !URL.canParse(other.jwks) ? [revoked, other.jwks] : [revoked];
  return files.filter((file) => !file.startsWith(`${dataDir}${path.sep}`));
}

/** The folder that a file lies in, or the next above it that is there. */
function folderThere(file: string): string {
  const folder = path.dirname(file);
  return existsSync(folder) ? folder : folderThere(folder);
}

/** Anchors that are kept elsewhere may be open to the account already. */
async function giveAnchors(file: string, account: Account): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, '', { flag: 'a', mode: 0o600 });
  if (barredFrom(account, 'write', [file]) !== undefined) await giveFile(file, account);
}

function clustersOf({ dataDir, databaseUrl }: Config): readonly string[] {
  if (databaseUrl !== undefined) return [];
  return [path.join(dataDir, CLUSTER), sharedCluster(realpathSync(dataDir))].filter((folder) => existsSync(folder));
}
