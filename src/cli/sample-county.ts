import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { receiveAll, type Intake } from '../intake/receive-all.js';
import { digestOf } from '../intake/receive.js';
import { digestsReceived } from '../intake/write-handover.js';
import type { Db } from '../db/db.js';
import type { Say } from './call.js';
import { bytesOf } from './incoming.js';
import { ROOT } from './root.js';

const SAMPLE_COUNTY = '示例县';

/** The files of the year that the sample is about, then those of the year before it. */
const FOLDERS = ['files', '2023'].map((name) => path.join(ROOT, 'sample', name));

/** The sample's files with what is in them, by path. */
async function sampleFiles(): Promise<ReadonlyMap<string, Uint8Array>> {
  const names = await Promise.all(FOLDERS.map(async (folder) => (await readdir(folder)).sort().map((name) => path.join(folder, name))));
  return new Map(await Promise.all(names.flat().map(async (file) => [file, await bytesOf(file)] as const)));
}

/** Whether a hub holds the sample county, whatever else was handed in beside it. */
export async function holdsSample(db: Db): Promise<boolean> {
  const sample = new Set([...(await sampleFiles()).values()].map(digestOf));
  return [...(await digestsReceived(db))].some((digest) => sample.has(digest));
}

/**
 * Takes the sample county in, through the intake of any other file: on the first start, and what a first start that
 * was cut short had not reached. A hub that was given other files alone is left alone.
 * @param minding `stop` is asked between files
 * @returns the county's name as its schemes have it, if the hub holds the sample
 */
export async function takeSampleIn(
  intake: Intake,
  { stop, say }: { readonly stop: () => boolean; readonly say: Say },
): Promise<string | undefined> {
  const bytes = await sampleFiles();
  const files = [...bytes.keys()];
  const digests = new Map([...bytes].map(([file, content]) => [file, digestOf(content)]));
  const received = await digestsReceived(intake.db);
  if (received.size > 0 && ![...digests.values()].some((digest) => received.has(digest))) return undefined;
  const missing = files.filter((file) => !received.has(digests.get(file)!));
  if (missing.length === 0) return SAMPLE_COUNTY;

  say(`接收示例县数据（${missing.length} 个文件）…`);
  await receiveAll(
    intake,
    missing,
    async (file) => {
      if (stop()) throw new Stopped();
      return { fileName: path.basename(file), bytes: bytes.get(file)! };
    },
    ({ file, status, accepted, quarantined }) =>
      say(status === 'refused' ? `  ${file}：拒收（示例中的坏文件）` : `  ${file}：接收 ${accepted} 行，隔离 ${quarantined} 行`),
  );
  return SAMPLE_COUNTY;
}

/** The hub was told to stop before it was ready. */
export class Stopped extends Error {}
