import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandLine } from '../cli/command-line.js';
import { freshDatabase } from '../database/fresh-database.js';
import { readOf, trailOf } from './trail-of.js';

const database = await freshDatabase('empty_hub');
const trail = await trailOf(database);
await trail.record([readOf('tax', 1), readOf('tax', 2), readOf('tax', 3), readOf('land', 1)]);

const { muhub } = commandLine({ DATABASE_URL: database.url });

describe('muhub audit', () => {
  it('finds sound chains sound, and says what it could not see without anchors', async () => {
    const { status, out, err } = await muhub('audit', 'verify');
    expect([status, out]).toEqual([0, expect.stringMatching(/tax：3 条，末条 3 [0-9a-f]{16}…，完好/)]);
    expect(err).toMatch(/没有锚点可对[^]*审计链完好/);
  });

  it('prints anchors that a later check can be held against', async () => {
    const anchors = path.join(mkdtempSync(path.join(tmpdir(), 'muhub-stick-')), 'anchors.jsonl');
    writeFileSync(anchors, (await muhub('audit', 'anchor')).out);
    expect(await muhub('audit', 'verify', '--anchors', anchors)).toMatchObject({
      status: 0,
      err: expect.stringContaining('对照锚点 2 个'),
      out: expect.stringMatching(/tax：3 条.*锚点止于第 3 条（\d{4}-/),
    });
    await trail.record([readOf('emissions', 1)]);
    expect((await muhub('audit', 'verify', '--anchors', anchors)).out).toMatch(/emissions：1 条.*没有锚点/);
    await database.pool.query(`delete from audit_event where department = 'land'`);
    await database.pool.query(`delete from audit_head where department = 'land'`);
    expect((await muhub('audit', 'verify')).status).toBe(0);
    const found = await muhub('audit', 'verify', '--anchors', anchors, '--json');
    expect([found.status, found.err]).toEqual([1, expect.stringContaining('land 第 1 条')]);
    expect(JSON.parse(found.out)).toMatchObject({
      sound: false,
      anchors: 2,
      flaws: [{ department: 'land', sequence: 1, kind: 'TRUNCATED' }],
    });
  });

  it('finds an edited chain, with where', async () => {
    await database.pool.query(`update audit_event set actor = '别人' where department = 'tax' and sequence = 2`);
    const { status, out, err } = await muhub('audit', 'verify');
    expect([status, out]).toEqual([1, expect.stringContaining('tax：3 条')]);
    expect(err).toContain('tax 第 2 条：内容与其哈希不符');
  });

  it('says what is wrong with a file of anchors', async () => {
    expect(await muhub('audit', 'verify', '--anchors', '/nowhere/a.jsonl')).toMatchObject({
      status: 1,
      err: expect.stringContaining('无法读取锚点文件'),
    });
    const broken = path.join(mkdtempSync(path.join(tmpdir(), 'muhub-stick-')), 'anchors.jsonl');
    writeFileSync(broken, '{"department":\n');
    expect(await muhub('audit', 'verify', '--anchors', broken)).toMatchObject({ status: 1, err: expect.stringContaining('第 1 行') });
    expect((await muhub('audit', 'nothing')).status).toBe(2);
  });
});
