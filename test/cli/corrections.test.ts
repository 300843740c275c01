import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { taxCorrection } from '../assessment/tax-correction.js';
import { freshDatabase } from '../database/fresh-database.js';
import { commandLine } from './command-line.js';

const database = await freshDatabase('sample_hub');
const folder = mkdtempSync(path.join(tmpdir(), 'muhub-corrections-'));
afterAll(() => rmSync(folder, { recursive: true }));
const { muhub, printed } = commandLine({ DATABASE_URL: database.url, MUHUB_DATA_DIR: path.join(folder, 'hub') });

const publish = (document: string, ...more: string[]) =>
  muhub('publish', '--scheme', 'example-ratio-2024', '--year', '2024', '--document', document, ...more);
const correct = async (vatNet: string) => {
  const file = path.join(folder, `更正${vatNet}.csv`);
  writeFileSync(file, taxCorrection('913399011EFA80BJ4T', vatNet));
  await printed('intake', file);
};
const listed = async () =>
  JSON.parse(await printed('publications', '--json')) as {
    id: number;
    corrects: number | null;
    reason: string | null;
    validFrom: string;
    resultDigest: string;
  }[];

it('is published once, again only as a correction that says of what and why and what differs, and never the same twice', async () => {
  expect(await publish('示政公告〔2025〕1号', '--corrects', '1', '--reason', '误')).toMatchObject({
    status: 1,
    err: expect.stringContaining('还没有公布过') as string,
  });
  expect(await publish('示政公告〔2025〕1号', '--valid-from', '2025-07-01')).toMatchObject({ status: 0 });
  const [first] = await listed();
  expect(first).toMatchObject({ corrects: null, reason: null, validFrom: '2025-07-01' });
  const id = String(first!.id);

  // The same again, however it is asked for.
  for (const more of [[], ['--corrects', id, '--reason', '再发一次']]) {
    expect(await publish('示政公告〔2025〕2号', ...more)).toMatchObject({ status: 1, err: expect.stringContaining('相同') as string });
  }

  await correct('1');
  expect(await publish('示政公告〔2025〕2号')).toMatchObject({
    status: 1,
    err: expect.stringContaining(`--corrects ${id} --reason`) as string,
  });
  for (const reason of [[], ['--reason', '  ']]) {
    expect(await publish('示政公告〔2025〕2号', '--corrects', id, ...reason)).toMatchObject({
      status: 1,
      err: expect.stringContaining('须写明理由') as string,
    });
  }
  expect(await publish('示政公告〔2025〕2号', '--corrects', '999', '--reason', '误')).toMatchObject({
    status: 1,
    err: expect.stringContaining(`请更正第 ${id} 号`) as string,
  });
  expect(await publish('示政公告〔2025〕2号', '--corrects', 'x', '--reason', '误')).toMatchObject({ status: 2 });
  expect(await listed()).toEqual([expect.objectContaining({ id: first!.id })]);

  const made = await publish('示政公告〔2025〕2号', '--corrects', id, '--reason', '税收数据更正');
  expect(made.status).toBe(0);
  expect(made.out).toContain(`更正第 ${id} 号：税收数据更正`);
  expect(made.out).toMatch(/比第 \d+ 号：类别变动 [1-9]\d* 户，类别不变而名次或总分变动 [1-9]\d* 户\n/);
  expect(made.out).toMatch(/913399011EFA80BJ4T 博联金属制品有限公司：B → [CD]\n/);
  const both = await listed();
  expect(both).toMatchObject([
    { id: first!.id, resultDigest: first!.resultDigest },
    { corrects: first!.id, reason: '税收数据更正' },
  ]);
  expect(both[1]!.resultDigest).not.toBe(first!.resultDigest);
  const { rows } = await database.pool.query<{ detail: object }>(
    `select detail from audit_event where action = 'EVALUATION_PUBLISHED' order by detail->>'document'`,
  );
  expect(rows).toMatchObject([{}, { detail: { corrects: first!.id, reason: '税收数据更正' } }]);

  // Only the one that stands may be corrected; both are worked out again to the digit.
  await correct('2');
  expect(await publish('示政公告〔2025〕3号', '--corrects', id, '--reason', '误')).toMatchObject({ status: 1 });
  expect(await muhub('publications', '--verify')).toMatchObject({ status: 0, out: expect.not.stringContaining('不一致') as string });
});
