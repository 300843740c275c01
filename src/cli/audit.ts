import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { readAnchors, type AnchorsRead } from '../audit/anchor-file.js';
import { isSigned, openAnchorKey, PUBLIC_FILE, readPublicKey } from '../audit/anchor-key.js';
import { ANCHORS_FILE, anchorLines, currentAnchors } from '../audit/anchors.js';
import { readChainKey } from '../audit/chain-key.js';
import { readSeal, type Seal } from '../audit/seal.js';
import { verifyTrail } from '../audit/verify.js';
import type { ChainReport } from '../audit/verify-chain.js';
import type { Call } from './call.js';
import { DONE, REFUSED, Refused } from './exit.js';
import { withSession } from './session.js';

interface VerifyOptions {
  readonly anchors?: string;
  readonly key?: string;
  readonly json?: boolean;
}

/** `muhub audit verify` and `muhub audit anchor`: the audit chains, without the hub. */
export function auditCommand(program: Command, call: Call): void {
  const audit = program.command('audit').description('审计链');
  audit
    .command('verify')
    .description('逐条重算各部门的审计链，指出改动、删除、调换、截断、分叉和改写；不需要中枢在运行')
    .option('--anchors <file>', `带离本机保存的锚点文件；不给则用数据目录中的 ${ANCHORS_FILE}`)
    .option('--key <file>', `核验锚点签名的公钥；不给则用数据目录中的 keys/${PUBLIC_FILE}`)
    .option('--json', '以 JSON 输出')
    .action(async (options: VerifyOptions) => {
      call.end(await verify(call, options));
    });
  audit
    .command('anchor')
    .description('打印各链当前的锚点，供抄录或带离本机保存')
    .action(async () => {
      await withSession(call, async ({ config, database }) => {
        const { signed } = await openAnchorKey(config.dataDir);
        await call.answer(anchorLines((await currentAnchors(database.db, new Date())).map(signed)));
      });
      call.end(DONE);
    });
}

async function verify(call: Call, { anchors: file, key, json }: VerifyOptions): Promise<number> {
  const { answer, say } = call;
  return withSession(call, async ({ config, database }) => {
    const usual = path.join(config.dataDir, ANCHORS_FILE);
    const read = await anchorsFrom(file, usual);
    const { anchors } = read;
    for (const line of read.torn) say(`锚点文件 ${file ?? usual} 第 ${line} 行没有写完（断电、磁盘已满或被截断），其余的照用`);
    if (file !== undefined && anchors.length === 0) throw new Refused(`锚点文件 ${file} 中没有一个完整的锚点，未作核验`);
    await checkSignatures(read, key ?? path.join(config.dataDir, 'keys', PUBLIC_FILE), key !== undefined, say);
    const [chainKey, seal] = [await readChainKey(config), await readSeal(database.db)];
    if (chainKey && seal && chainKey.id !== seal.key)
      throw new Refused(`链密钥不是封存所用的（编号 ${chainKey.id}，应为 ${seal.key}），未作核验：请以 AUDIT_CHAIN_KEY_FILE 给出`);
    const reports = await verifyTrail(database.db, anchors, chainKey);
    const flaws = reports.flatMap((report) => report.flaws);
    const isWhole = chainKey !== undefined || seal === undefined;
    if (json) {
      const chains = reports.map(({ department, links, end: { sequence, hash }, anchored, sealed = null }) => {
        const anchor = anchored ? { sequence: anchored.sequence, time: anchored.time } : null;
        return { department, links, sequence, hash, sealed, anchored: anchor };
      });
      const sound = flaws.length === 0 && isWhole;
      await answer(JSON.stringify({ sound, keyed: chainKey !== undefined, anchors: anchors.length, chains, flaws }, null, 2));
    } else {
      await answer(reports.map(summary).join('\n') || '尚无审计记录');
    }
    for (const { message } of flaws) say(message);
    if (anchors.length === 0) say('没有锚点可对：连同链头一起截断或整链改写的，此次查不出来');
    say(verdict({ flaws: flaws.length, anchors: anchors.length, seal, isWhole }));
    return flaws.length === 0 && isWhole ? DONE : REFUSED;
  });
}

interface Found {
  readonly flaws: number;
  readonly anchors: number;
  readonly seal: Seal | undefined;
  /** Whether what the links say could be checked too. */
  readonly isWhole: boolean;
}

function verdict({ flaws, anchors, seal, isWhole }: Found): string {
  if (flaws > 0) return `审计链有 ${flaws} 处问题，请保全数据库和锚点文件并报告审计部门`;
  const against = `对照锚点 ${anchors} 个`;
  if (!isWhole)
    return `没有链密钥（编号 ${seal!.key}），封存之后的记录只核对了先后相接，内容未能核验，不能认定完好：请在有密钥的机器上核验，或以 AUDIT_CHAIN_KEY_FILE 给出（${against}）`;
  if (!seal) return `审计链完好（${against}）；尚未封存，记录没有用密钥计算：以本版本运行一次中枢后即封存`;
  return `审计链完好（${against}；封存于 ${seal.at.toISOString()}，其后均经链密钥核验）`;
}

function summary({ department, links, end, flaws, anchored, sealed = 0 }: ChainReport): string {
  const before = sealed > 0 ? `，封存前 ${sealed} 条` : '';
  const upTo = anchored ? `锚点止于第 ${anchored.sequence} 条（${anchored.time}）` : '没有锚点';
  return `${department}：${links} 条${before}，末条 ${end.sequence} ${end.hash.slice(0, 16)}…，${flaws.length === 0 ? '完好' : `${flaws.length} 处问题`}；${upTo}`;
}

/**
 * Anchors of earlier versions bear no signature; since the first that does, every one must.
 * @throws Refused naming what is not of this key
 */
async function checkSignatures({ anchors }: AnchorsRead, file: string, named: boolean, say: Call['say']): Promise<void> {
  if (anchors.length === 0) return;
  const key = await readPublicKey(file).catch((error: unknown) => {
    throw error instanceof RangeError ? new Refused(error.message, { cause: error }) : error;
  });
  if (!key) {
    if (named) throw new Refused(`没有公钥文件 ${file}`);
    return say(`没有公钥（${file}），未核验锚点的签名；可用 --key 给出`);
  }
  const first = anchors.findIndex(({ signature }) => signature !== undefined);
  const unsigned = first < 0 ? anchors.length : first;
  if (unsigned > 0) say(`锚点中有 ${unsigned} 个没有签名：为早先版本所写，或被改动`);
  const wrong = anchors.slice(unsigned).find((anchor) => !isSigned(anchor, key));
  if (wrong)
    throw new Refused(`锚点 ${wrong.department} 第 ${wrong.sequence} 条（${wrong.time}）的签名不符：锚点文件被改动，或公钥不是这个中枢的`);
}

async function anchorsFrom(file: string | undefined, usual: string): Promise<AnchorsRead> {
  try {
    if (file === undefined && !(await exists(usual))) return { anchors: [], torn: [] };
    return await readAnchors(file ?? usual);
  } catch (error) {
    if (error instanceof RangeError) throw new Refused(error.message, { cause: error });
    const { code } = error as NodeJS.ErrnoException;
    if (code) throw new Refused(`无法读取锚点文件 ${file ?? usual}：${code}`, { cause: error });
    throw error;
  }
}

async function exists(file: string): Promise<boolean> {
  return readFile(file).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}
