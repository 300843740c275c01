import { mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { leaveToOwner } from '../db/ownership.js';
import { anchorLines, type Anchor } from './anchors.js';

/** What a file of anchors holds. */
export interface AnchorsRead {
  readonly anchors: readonly Anchor[];
  /** Lines that were not written to their end, as by a crash or a full disk; from 1. */
  readonly torn: readonly number[];
}

/** Appends anchors to a file and waits until they are on disk. What was torn before stays a line of its own. */
export async function appendAnchors(file: string, anchors: readonly Anchor[]): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const handle = await open(file, 'a+', 0o600);
  await leaveToOwner(file);
  try {
    const { size } = await handle.stat();
    const last = size > 0 ? (await handle.read(Buffer.alloc(1), 0, 1, size - 1)).buffer.toString() : '\n';
    await handle.writeFile(`${last === '\n' ? '' : '\n'}${anchorLines(anchors)}`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const ANCHOR = z.object({
  department: z.string().min(1),
  sequence: z.int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  time: z.iso.datetime(),
  signature: z.string().optional(),
});

/**
 * The anchors of a file. Lines that were torn do not keep the others from being read.
 * @throws RangeError naming the line that is none, or the encoding (中文)
 */
export async function readAnchors(file: string): Promise<AnchorsRead> {
  const anchors: Anchor[] = [];
  const torn: number[] = [];
  for (const [index, line] of decoded(await readFile(file), file)
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '') continue;
    const value = parsedJson(line);
    if (value === undefined) torn.push(index + 1);
    else anchors.push(anchorOf(value, `${file} 第 ${index + 1} 行`));
  }
  return { anchors, torn };
}

/** As editors and shells save a text: UTF-8 with or without its mark, UTF-16 with it. */
function decoded(bytes: Uint8Array, file: string): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  if (encoding === 'utf-8' && bytes.includes(0)) throw new RangeError(`${file} 似为没有字节序标记的 UTF-16：请另存为 UTF-8`);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw new RangeError(`${file} 不是完整的 ${encoding.toUpperCase()} 文本：请另存为 UTF-8`, { cause: error });
  }
}

function parsedJson(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

function anchorOf(value: unknown, where: string): Anchor {
  const { data } = ANCHOR.safeParse(value);
  if (data !== undefined) return data;
  throw new RangeError(`${where} 不是锚点（应为 {"department","sequence","hash","time"} 的 JSON）：请核对文件是否被改动或截断`);
}
