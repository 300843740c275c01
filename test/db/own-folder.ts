import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, afterEach } from 'vitest';
import { openEmbedded, type EmbeddedServer } from '../../src/db/embedded/server.js';
import { sharedCluster } from '../../src/db/embedded/places.js';

const run = promisify(execFile);

/** Data folders and the servers in them, of one test each: they are gone when it is over. */
export class OwnFolders {
  readonly #folders: string[] = [];
  readonly #servers: EmbeddedServer[] = [];
  #template: string | undefined;

  constructor() {
    afterEach(async () => {
      for (const server of this.#servers.splice(0)) await server.close();
      for (const made of this.#folders.splice(0)) {
        for (const dataDir of [made, path.join(made, 'data')]) {
          const shared = sharedCluster(dataDir);
          await rm(shared, { recursive: true, force: true });
        }
        await rm(made, { recursive: true, force: true });
      }
    });
    afterAll(async () => {
      if (this.#template) await rm(path.dirname(this.#template), { recursive: true, force: true });
    });
  }

  /** A data folder with a cluster in it; making one takes long, so all are copies of the first. */
  async dataFolder(): Promise<string> {
    this.#template ??= await made();
    const dataDir = path.join(await this.folder(), 'data');
    await run('cp', ['-a', this.#template, dataDir]);
    return dataDir;
  }

  async folder(mode = 0o755): Promise<string> {
    const made = await mkdtemp(path.join(tmpdir(), 'muhub-embedded-'));
    await chmod(made, mode);
    this.#folders.push(made);
    return made;
  }

  /** In use until closed by the test, or the test is over. */
  async open(dataDir: string, say: (line: string) => void = () => undefined): Promise<EmbeddedServer> {
    const server = await openEmbedded(dataDir, say);
    const kept: EmbeddedServer = {
      url: server.url,
      hubUrl: server.hubUrl,
      close: async () => {
        const at = this.#servers.indexOf(kept);
        if (at >= 0) this.#servers.splice(at, 1);
        await server.close();
      },
    };
    this.#servers.push(kept);
    return kept;
  }
}

async function made(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'muhub-embedded-'));
  await chmod(folder, 0o755);
  const dataDir = path.join(folder, 'data');
  await (await openEmbedded(dataDir, () => undefined)).close();
  return dataDir;
}

/** One statement on a connection of its own. */
export async function ask({ url }: Pick<EmbeddedServer, 'url'>, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows as unknown[];
  } finally {
    await client.end();
  }
}

/** The number of the server's process, as its folder says. */
export async function postmasterOf(dataDir: string): Promise<number> {
  return Number((await readFile(path.join(dataDir, 'postgresql', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}
