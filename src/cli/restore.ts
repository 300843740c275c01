import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { recordAct } from '../audit/act.js';
import { readChainKey } from '../audit/chain-key.js';
import { verifyTrail } from '../audit/verify.js';
import { publications, resultDigest } from '../assessment/publications.js';
import { Archive } from '../backup/archive.js';
import { CHAIN_KEY, KEPT_FOLDERS } from '../backup/contents.js';
import { StagedFiles } from '../backup/restore-files.js';
import { checkMigration, restoreTables } from '../backup/restore-tables.js';
import type { Config } from '../config/config.js';
import { openDataDir } from '../db/data-dir.js';
import { openEmbedded } from '../db/embedded/server.js';
import { onDisk } from '../db/failure.js';
import { openPublishedAlone, publishedAgain } from '../round/published.js';
import { ALL } from './backup.js';
import type { Call } from './call.js';
import { DONE, REFUSED, Refused } from './exit.js';
import { withSession, type Session } from './session.js';

interface Options {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `muhub restore`: a backup becomes a hub again, and what it promised is worked out anew. */
export function restoreCommand(program: Command, call: Call): void {
  program
    .command('restore')
    .argument('<file>', '备份文件')
    .description('由备份恢复到空的数据目录或空的数据库（同一或更新版本），并核对摘要、行数、审计链，重算每次公布')
    .option('--dry-run', '只核对备份是否完整，不恢复')
    .option('--json', '以 JSON 输出')
    .action(async (given: string, { dryRun, json }: Options) => {
      const archive = await Archive.open(path.resolve(given));
      try {
        checkMigration(archive);
        const { takenAt, version, tables, files, dataVersion } = archive.manifest;
        const rows = tables.reduce((sum, each) => sum + each.rows, 0);
        const what = { file: archive.file, takenAt, version, tables: tables.length, rows, files: files.length, dataVersion };
        if (dryRun) {
          await archive.check();
          await call.answer(json ? JSON.stringify({ ...what, whole: true }, null, 2) : `${archive.file} 完整：${summary(what)}`);
          return call.end(DONE);
        }
        await restore(call, archive);
        const { flaws, publications: again } = await verified(call, archive);
        for (const flaw of flaws) call.say(flaw);
        await call.answer(
          json
            ? JSON.stringify({ ...what, publications: again, flaws }, null, 2)
            : `已恢复 ${summary(what)}；${flaws.length === 0 ? `审计链完好，${again} 次公布重算一致` : `有 ${flaws.length} 处不符，见上`}`,
        );
        call.end(flaws.length === 0 ? DONE : REFUSED);
      } finally {
        archive.close();
      }
    });
}

interface What {
  readonly takenAt: string;
  readonly version: string;
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
  readonly dataVersion: number;
}

function summary({ takenAt, version, tables, rows, files, dataVersion }: What): string {
  return `${takenAt} 的备份（版本 ${version}）：${tables} 张表 ${rows} 行，数据版本 ${dataVersion}，文件 ${files} 个`;
}

/**
 * The whole file is checked before anything is made of it: what is damaged would be refused by the database in words of its
 * own. Files find their places when the tables are there for good.
 */
async function restore(call: Call, archive: Archive): Promise<void> {
  const config = call.config();
  checkKey(config, archive);
  await archive.check();
  await openDataDir(config.dataDir);
  await onDisk(`恢复到 ${config.dataDir}`, async () => {
    const files = await StagedFiles.unpack(archive, config);
    try {
      const server = config.databaseUrl ? undefined : await openEmbedded(config.dataDir, call.say, config.user);
      try {
        const owner = server?.url ?? config.databaseOwnerUrl ?? config.databaseUrl!;
        await restoreTables(archive, owner, (name, done, of) => call.progress.show(`恢复 ${name}`, done, of));
        for (const remark of await files.put()) call.say(remark);
      } finally {
        await server?.close();
      }
    } finally {
      await files.drop();
    }
  });
}

/** @throws Refused where the chains of the backup could not be gone on with */
function checkKey({ dataDir, chainKeyFile }: Config, { file, manifest: { files } }: Archive): void {
  if (files.some(({ entry }) => entry === CHAIN_KEY)) return;
  const place = chainKeyFile ?? path.join(dataDir, CHAIN_KEY);
  if (!existsSync(place)) throw new Refused(`${file} 不含密钥：请先把另行保管的审计链密钥放到 ${place}（权限 600），再恢复`);
}

/** What does not hold of what the backup promised (中文), and how many publications were worked out again. */
async function verified(call: Call, archive: Archive): Promise<{ flaws: readonly string[]; publications: number }> {
  return withSession(call, async (session) => {
    const { database, config, actor } = session;
    const flaws = (await verifyTrail(database.db, [], await readChainKey(config))).flatMap((report) =>
      report.flaws.map(({ message }) => message),
    );
    const again = await worked(session);
    flaws.push(...again.flaws, ...(await lackingEvidence(session, archive)));
    const { takenAt, version } = archive.manifest;
    const detail = { file: path.basename(archive.file), takenAt, version, flaws: flaws.length };
    const digestKey = await session.digestKey();
    await database.db.transaction((tx) =>
      recordAct(tx, { actor, action: 'RESTORED', departments: [...ALL], creditCodes: [], detail }, digestKey),
    );
    return { flaws, publications: again.publications };
  });
}

async function worked({ database, readers }: Session): Promise<{ flaws: string[]; publications: number }> {
  const found = await publications(database.db);
  const made = openPublishedAlone(database.db, readers);
  const flaws: string[] = [];
  for (const each of found) {
    const result = await publishedAgain(made, each).then(
      ({ assessment }) => resultDigest(assessment),
      (error: Error) => error.message,
    );
    if (result !== each.resultDigest)
      flaws.push(`第 ${each.id} 号公布（${each.document}）重算不一致：公布时 ${each.resultDigest}，现在 ${result}`);
  }
  return { flaws, publications: found.length };
}

/** Every file that an objection rests on has to be there. */
async function lackingEvidence({ database }: Session, { manifest: { files } }: Archive): Promise<string[]> {
  const { rows } = await database.pool.query<{ digest: string }>(
    'select digest from evidence union select digest from objection_evidence order by 1',
  );
  const kept = new Set(files.map(({ entry }) => entry));
  return rows
    .filter(({ digest }) => !kept.has(`${KEPT_FOLDERS.evidenceDir}/${digest}`))
    .map(({ digest }) => `证明材料 ${digest} 有登记而没有文件：备份时就缺，请向提交人重新索取`);
}
