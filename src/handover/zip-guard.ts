import { fromBufferPromise, type ZipFile } from 'yauzl';
import { Refusal } from './refusal.js';

/** The part that every Office Open XML file has, and no other zip. */
const CONTENT_TYPES = '[Content_Types].xml';
const MOST_ENTRIES = 10_000;

/**
 * Unpacks a zip into nothing, to see that it is whole and what it really unpacks to, whatever its headers claim.
 * @throws Refusal FILE_TOO_LARGE above `limit` bytes, FILE_MALFORMED if it is no whole Office file.
 */
export async function guardZip(bytes: Uint8Array, limit: number): Promise<void> {
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    await inflateAll(zip, limit);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('FILE_MALFORMED', '不是完整的 XLSX 文件');
  }
}

async function inflateAll(zip: ZipFile, limit: number): Promise<void> {
  if (zip.entryCount > MOST_ENTRIES) throw new Refusal('FILE_TOO_LARGE', `压缩包内超过 ${MOST_ENTRIES} 个文件`);
  let total = 0;
  let isOffice = false;
  for await (const entry of zip.eachEntry()) {
    isOffice ||= entry.fileName === CONTENT_TYPES;
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream) {
      total += (chunk as Buffer).length;
      if (total > limit) throw new Refusal('FILE_TOO_LARGE', `解压后超过 ${limit} 字节`);
    }
  }
  if (!isOffice) throw new Refusal('FILE_MALFORMED', '是压缩包而不是 XLSX 文件');
}
