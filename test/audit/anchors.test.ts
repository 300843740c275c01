import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, describe } from 'vitest';
import { appendAnchors, readAnchors } from '../../src/audit/anchor-file.js';
import type { Anchor } from '../../src/audit/anchors.js';
import { readHeads } from '../../src/audit/append.js';
import { commandLine } from '../cli/command-line.js';
import { freshDatabase } from '../database/fresh-database.js';
import { readOf, trailOf } from './trail-of.js';

const database = await freshDatabase('empty_hub');
const folder = () => mkdtempSync(path.join(tmpdir(), 'muhub-anchors-'));
const anchor = (sequence: number): Anchor => ({ department: 'tax', sequence, hash: 'a'.repeat(64), time: '2026-11-30T00:00:00.000Z' });
const sequences = async (file: string) => (await readAnchors(file)).anchors.map(({ sequence }) => sequence);

describe('a file of anchors', () => {
  it('of which the last line is torn takes the next anchor on a line of its own, and is read but for that line', async () => {
    const file = path.join(folder(), 'anchors.jsonl');
    await appendAnchors(file, [anchor(1), anchor(2)]);
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, -30));
    await appendAnchors(file, [anchor(3)]);
    expect(await sequences(file)).toEqual([1, 3]);
    expect((await readAnchors(file)).torn).toEqual([2]);
  });

  it.each<[string, (text: string) => Uint8Array]>([
    ['UTF-8 with its mark', (text) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16 with its mark', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 of the other order', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['lines as Windows ends them', (text) => Buffer.from(text.replaceAll('\n', '\r\n'))],
  ])('saved as %s is read', async (_, saved) => {
    const file = path.join(folder(), 'anchors.jsonl');
    await appendAnchors(file, [anchor(1), anchor(2)]);
    writeFileSync(file, saved(readFileSync(file, 'utf8')));
    expect(await sequences(file)).toEqual([1, 2]);
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['UTF-16 without its mark', Buffer.from(JSON.stringify(anchor(1)), 'utf16le'), /UTF-16/],
    ['GB18030', Buffer.from([0xc4, 0xe3, 0x0a]), /不是完整的 UTF-8 文本/],
  ])('saved as %s is refused by name', async (_, bytes, why) => {
    const file = path.join(folder(), 'anchors.jsonl');
    writeFileSync(file, bytes);
    await expect(readAnchors(file)).rejects.toThrow(why);
  });
});

describe('anchors', () => {
  it('are signed, kept elsewhere too, and made by commands; one that was changed is refused', async () => {
    const dataDir = folder();
    const elsewhere = path.join(folder(), 'stick', 'anchors.jsonl');
    const { muhub } = commandLine({ DATABASE_URL: database.url, MUHUB_DATA_DIR: dataDir, AUDIT_ANCHORS: elsewhere });
    expect((await muhub('intake', 'sample/files/各部门_事项.csv')).status).toBe(0);
    const here = path.join(dataDir, 'audit-anchors.jsonl');
    expect(readFileSync(elsewhere, 'utf8')).toBe(readFileSync(here, 'utf8'));
    expect((await readAnchors(elsewhere)).anchors.length).toBeGreaterThan(0);
    const before = readFileSync(here, 'utf8');
    expect(await muhub('audit', 'verify')).toMatchObject({ status: 0, err: expect.not.stringContaining('签名') });
    expect(readFileSync(here, 'utf8')).toBe(before);

    const key = path.join(dataDir, 'keys', 'audit-anchors.pub.pem');
    const apart = commandLine({ DATABASE_URL: database.url });
    expect((await apart.muhub('audit', 'verify', '--anchors', elsewhere, '--key', key)).status).toBe(0);
    writeFileSync(elsewhere, before.replace(/"hash":"./, '"hash":"0').replace(/"time":"20/, '"time":"21'));
    const refused = await apart.muhub('audit', 'verify', '--anchors', elsewhere, '--key', key);
    expect(refused).toMatchObject({ status: 1, err: expect.stringContaining('签名不符') });
    writeFileSync(elsewhere, `${before}${before.replaceAll(/,"signature":"[^"]*"/g, '')}`);
    expect((await apart.muhub('audit', 'verify', '--anchors', elsewhere, '--key', key)).status).toBe(1);
    writeFileSync(here, before.slice(0, -40));
    expect(await muhub('audit', 'verify')).toMatchObject({ err: expect.stringMatching(/第 \d+ 行没有写完/) });
  });

  it('are made by commands that read, and of those that were refused; printed, they are signed too', async () => {
    const dataDir = folder();
    const { muhub } = commandLine({ DATABASE_URL: database.url, MUHUB_DATA_DIR: dataDir });
    const last = async () =>
      (await readAnchors(path.join(dataDir, 'audit-anchors.jsonl'))).anchors.findLast(({ department }) => department === 'county');
    const end = async () => (await readHeads(database.db)).get('county');
    expect((await muhub('publications')).status).toBe(0);
    const read = await end();
    expect(await last()).toMatchObject({ ...read, signature: expect.any(String) });
    expect((await muhub('landtax', 'findings', '--year', '2024', '--kind', 'none')).status).not.toBe(0);
    expect(await last()).toMatchObject({ ...(await end()) });
    const printed = path.join(folder(), 'anchors.jsonl');
    writeFileSync(printed, (await muhub('audit', 'anchor')).out);
    const key = path.join(dataDir, 'keys', 'audit-anchors.pub.pem');
    expect(await muhub('audit', 'verify', '--anchors', printed, '--key', key)).toMatchObject({
      status: 0,
      err: expect.not.stringContaining('没有签名'),
    });
  });

  it('of a hub go to both places', async () => {
    const trail = await trailOf(database);
    await trail.record([readOf('land')]);
    await trail.anchor();
    expect((await readAnchors(path.join(trail.dataDir, 'audit-anchors.jsonl'))).anchors.every(({ signature }) => signature)).toBe(true);
  });

  it('that cannot be kept elsewhere stop nothing, and are said', async () => {
    const blocked = path.join(folder(), 'file');
    writeFileSync(blocked, '');
    const { muhub } = commandLine({ DATABASE_URL: database.url, AUDIT_ANCHORS: path.join(blocked, 'anchors.jsonl') });
    const { status, err } = await muhub('intake', 'sample/files/市场监管_企业名录.csv');
    expect([status, err]).toEqual([0, expect.stringMatching(/审计锚点没有写全.*AUDIT_ANCHORS/)]);
  });
});
