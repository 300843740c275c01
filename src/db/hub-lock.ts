import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { OperatorError, onDisk } from './failure.js';
import { connectionTo, Session } from './session.js';

/** Held by the one hub that serves a data folder; it ends with the hub's connection, however the hub ends. */
const SERVING = 0x6d756b;
const FILE = 'hub.json';

/** The claim of a hub on its data folder. */
export interface HubLock {
  /** Puts the address on record, for whoever comes second. */
  announce(url: string): Promise<void>;
  release(): Promise<void>;
}

/**
 * Claims a data folder for this hub.
 * @throws OperatorError naming the hub that has it
 */
export async function claimDataDir(dataDir: string, databaseUrl: string): Promise<HubLock> {
  const file = path.join(dataDir, FILE);
  const client = new Session(connectionTo(databaseUrl, { application_name: `muhub serving ${process.pid}` }));
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [SERVING]);
  if (!rows[0]?.mine) {
    await client.end();
    const other = await readFile(file, 'utf8')
      .then((text) => JSON.parse(text) as { pid: number; url: string })
      .catch(() => undefined);
    const who = other ? `（进程 ${other.pid}，${other.url}）` : '';
    throw new OperatorError(`数据目录 ${dataDir} 已有一个中枢在运行${who}：请直接使用它，或先停掉它，或用 MUHUB_DATA_DIR 另指一个目录`);
  }
  return {
    announce: (url) => onDisk(`写入 ${file}`, () => writeFile(file, JSON.stringify({ pid: process.pid, url }))),
    release: async () => {
      await rm(file, { force: true }).catch(() => undefined);
      await client.end();
    },
  };
}
