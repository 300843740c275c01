import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { commandLine } from './command-line.js';
import { freshDatabase } from '../database/fresh-database.js';
import { full } from '../full.js';

const database = await freshDatabase('sample_hub');
const schemes = path.join(mkdtempSync(path.join(tmpdir(), 'muhub-schemes-')), 'schemes');
const FILE = path.join(schemes, 'example-county', 'ratio-2024.yaml');
const original = readFileSync('schemes/example-county/ratio-2024.yaml', 'utf8');
const edited = original.replace('weight: 35', 'weight: 30').replace('weight: 20', 'weight: 25');
const { muhub } = commandLine({ DATABASE_URL: database.url, MUHUB_SCHEMES_DIR: schemes });
const grade = async (scheme: string) => {
  const { status, out, err } = await muhub('grade', '--scheme', scheme, '--year', '2024', '--format', 'json');
  return { status, err, result: status === 0 ? (JSON.parse(out) as { digest: string; results: object[] }) : undefined };
};

beforeEach(() => cpSync('schemes', schemes, { recursive: true }));

describe('an answer by the digest of its scheme', () => {
  it.runIf(full)('is the same to the digit after the file was edited, and after it was taken away', async () => {
    const before = (await grade('example-ratio-2024')).result!;
    writeFileSync(FILE, edited);
    const now = (await grade('example-ratio-2024')).result!;
    expect(now.digest).not.toBe(before.digest);
    expect(now.results).not.toEqual(before.results);
    expect((await grade(before.digest)).result).toEqual(before);
    rmSync(FILE);
    expect((await grade('example-ratio-2024')).status).toBe(1);
    for (const each of [before, now]) expect((await grade(each.digest)).result).toEqual(each);
  });

  it('tells two texts apart in words, by their digests', async () => {
    const before = (await grade('example-ratio-2024')).result!.digest;
    writeFileSync(FILE, edited);
    const { status, out } = await muhub('scheme', 'diff', before, FILE);
    expect(status).toBe(0);
    expect(out).toContain('规上“亩均税收”：权重由 35 降低到 30');
    expect((await muhub('scheme', 'show', before)).out).toContain(`\`${before}\``);
  });

  it('is refused, and says so, where the digest is not known', async () => {
    const { status, err } = await grade(`sm3:${'0'.repeat(64)}`);
    expect(status).toBe(1);
    expect(err).toContain('没有存过摘要为');
    expect(err).not.toContain('select');
  });
});

describe('a year that was made public', () => {
  it.runIf(full)('is graded by the text it was published under, and by no other; working it out again agrees', async () => {
    const before = (await grade('example-ratio-2024')).result!;
    const made = await muhub('publish', '--scheme', 'example-ratio-2024', '--year', '2024', '--document', '示政公告〔2025〕1号');
    expect(made).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^已公布：example-ratio-2024 2024 年度（示政公告〔2025〕1号）/) as string,
    });
    writeFileSync(FILE, edited);
    const again = await grade('example-ratio-2024');
    expect(again.result).toEqual(before);
    expect(again.err).toContain(`已按 ${before.digest} 公布，仍按该文本评价`);
    const refused = await muhub('publish', '--scheme', FILE, '--year', '2024', '--document', '示政公告〔2025〕2号');
    expect(refused).toMatchObject({ status: 1, err: expect.stringContaining('不得再按另一文本') as string });
    const { rows } = await database.pool.query<{ action: string; detail: object }>(
      `select action, detail from audit_event where action = 'EVALUATION_PUBLISHED'`,
    );
    expect(rows).toMatchObject([
      { detail: { scheme: 'example-ratio-2024', digest: before.digest, year: 2024, document: '示政公告〔2025〕1号' } },
    ]);
    expect(await muhub('publications', '--verify')).toMatchObject({ status: 0, out: expect.stringMatching(/；重算一致\n$/) as string });
    await database.pool.query(`update tax_payment set vat_net = vat_net + 1 where credit_code = '913399011EFA80BJ4T'`);
    expect(await muhub('publications', '--verify')).toMatchObject({ status: 1, out: expect.stringMatching(/；重算不一致\n$/) as string });
  });

  it('needs a notice', async () => {
    expect(await muhub('publish', '--scheme', 'example-ratio-2024', '--year', '2024')).toMatchObject({ status: 2 });
  });
});
