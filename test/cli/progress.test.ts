import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/cli/program.js';
import { Progress } from '../../src/cli/progress.js';
import { freshDatabase } from '../database/fresh-database.js';
import { around } from './around.js';

/** A terminal, and what stands in its line after all that was written. */
function terminal(columns?: number) {
  const written: string[] = [];
  const output = { write: (text: string | Uint8Array) => void written.push(String(text)), columns };
  let clock = 0;
  const progress = new Progress(output, () => (clock += 150));
  const line = () =>
    written
      .join('')
      .split(/\r\u001b\[K/)
      .at(-1);
  return { progress, written, line };
}

describe('how far long work is', () => {
  it('stands in one line of a terminal, and goes away before anything else is said', () => {
    const { progress, line, written } = terminal(60);
    progress.show('读取 税收.csv', 0, 10);
    expect(line()).toBe('读取 税收.csv [                    ]   0%');
    progress.show('读取 税收.csv', 5, 10);
    expect(line()).toBe('读取 税收.csv [##########          ]  50%');
    progress.show('读取 税收.csv', 11, 10);
    expect(line()).toBe('读取 税收.csv [####################] 100%');
    expect(written.join('')).not.toContain('\n');
    progress.clear();
    expect(line()).toBe('');
    const { length } = written;
    progress.clear();
    expect(written).toHaveLength(length);
  });

  it('fits into a narrow terminal, and a name acts on none', () => {
    const { progress, line } = terminal(44);
    progress.show('读取 一个名字很长很长很长的文件.csv', 1, 2);
    expect(line()).toBe('读取 一个名字… [##########          ]  50%');
    progress.show('读取 \u001b[2J.csv', 1, 2);
    expect(line()).not.toContain('\u001b');
  });

  it('is not drawn more often than anybody reads', () => {
    const written: unknown[] = [];
    let clock = 0;
    const progress = new Progress({ write: (text) => void written.push(text), columns: 80 }, () => (clock += 1));
    for (let done = 0; done < 1_000; done += 1) progress.show('读取', done, 1_000);
    expect(written).toHaveLength(10);
  });

  it('is told to nobody but a terminal', () => {
    const { progress, written } = terminal();
    progress.show('读取', 1, 2);
    progress.clear();
    expect(written).toEqual([]);
    expect(progress.isSeen).toBe(false);
  });
});

describe('muhub intake', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'muhub-progress-'));
  const { url } = await freshDatabase('empty_hub');
  const file = path.join(folder, '说明.csv');
  await writeFile(file, `统一社会信用代码,单位名称,年度,年平均职工人数,参保人数\n${`注：${'无'.repeat(1_000)},,,,\n`.repeat(1_500)}`);
  afterAll(() => rm(folder, { recursive: true }));

  /** What it wrote to standard error. */
  const err = async (columns: number | undefined, ...args: string[]) => {
    const written = { out: '', err: '' };
    const its = around({ DATABASE_URL: url, AUDIT_CHAIN_KEY_FILE: process.env.AUDIT_CHAIN_KEY_FILE, MUHUB_DATA_DIR: folder }, written);
    await runCommandLine(['intake', '--dry-run', file, ...args], { ...its, err: { ...its.err, columns } });
    return written.err;
  };

  it('shows it of a long file on a terminal, never beside JSON nor in a pipe', async () => {
    expect(await err(80)).toMatch(/读取 说明\.csv \[#* *\] +\d+%/);
    expect(await err(80, '--json')).not.toContain('%');
    expect(await err(undefined)).not.toContain('%');
  });
});
