import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { recordEvent } from '../../src/audit/record-event.js';
import { Archive } from '../../src/backup/archive.js';
import { sharedCluster } from '../../src/db/embedded/places.js';
import { commandLine } from '../cli/command-line.js';
import { rowsAt } from '../database/apart.js';
import { bareDatabase, freshDatabase } from '../database/fresh-database.js';
import { full } from '../full.js';

const folder = await mkdtemp(path.join(tmpdir(), 'muhub-backup-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const place = (name: string) => path.join(folder, name);

const source = await freshDatabase('sample_hub');
const hub = commandLine({ DATABASE_URL: source.url, MUHUB_DATA_DIR: place('hub'), MUHUB_COUNTY: '示例县' });

await hub.printed('publish', '--scheme', 'example-ratio-2024', '--year', '2024', '--document', '示政公告〔2025〕1号');
await hub.printed('round', 'open', '--scheme', 'example-ratio-2024', '--year', '2024', '--document', '示亩办〔2026〕1号');
await hub.printed('access', 'grant', '--profile', 'P2', '--zone', '339901001', '--purpose', '亩均评价', '--document', '示政办〔2025〕1号');
await hub.printed('account', 'invite', '--name', '张三', '--role', 'town', '--town', '339901106', '--purpose', '日常履职');
const proof = Buffer.from('%PDF-1.7 a photograph of a fence');
const digest = createHash('sm3').update(proof).digest('hex');
await mkdir(place('hub/evidence'), { recursive: true });
await writeFile(place(`hub/evidence/${digest}`), proof);
await source.pool.query(`insert into evidence (digest, sender, name, size, kind) values ($1, 'x', '围墙.pdf', $2, 'PDF')`, [
  digest,
  proof.length,
]);
const file = place('hub.backup');

it('a hub that works on is backed up as it was at one moment, and is the same when restored', async () => {
  const working = (async () => {
    for (let times = 0; times < 40; times += 1) {
      await source.db.transaction((tx) => recordEvent(tx, { actor: 'a', action: 'READ', department: 'tax', detail: { times } }));
    }
  })();
  const [said] = await Promise.all([hub.printed('backup', file), working]);
  expect(said).toMatch(/含密钥，请按密级保管/);
  expect((await stat(file)).mode & 0o777).toBe(0o600);

  const url = await bareDatabase();
  const other = commandLine({ DATABASE_URL: url, MUHUB_DATA_DIR: place('other'), MUHUB_COUNTY: '示例县' });
  expect(await other.printed('restore', file)).toMatch(/审计链完好，1 次公布重算一致/);

  expect(await readFile(place(`other/evidence/${digest}`))).toEqual(proof);
  expect(await readdir(place('other/keys'))).toEqual(await readdir(place('hub/keys')));
  expect((await stat(place('other/keys/audit-enterprises.key'))).mode & 0o777).toBe(0o600);
  expect((await readdir(place('other'))).filter((name) => name.startsWith('restoring-'))).toEqual([]);

  const again = place('again.backup');
  await other.printed('backup', again);
  const [before, after] = [await manifest(file), await manifest(again)];
  const stays = ({ name }: { name: string }) => !name.startsWith('audit_');
  const kept = (all: typeof before.tables) => Object.fromEntries(all.filter(stays).map((each) => [each.name, each.digest]));
  expect(kept(after.tables)).toEqual(kept(before.tables));
  expect(after.sequences).toEqual(before.sequences);
  expect(after.dataVersion).toBe(before.dataVersion);
});

it('every table and every folder is in the backup, or named as left out', async () => {
  const { tables, files, leftOut } = await manifest(file);
  const names = new Set([...tables.map(({ name }) => `public.${name}`), ...leftOut.map(({ what }) => what)]);
  const found = await rowsAt<{ name: string; columns: string[] }>(
    source.url,
    `select n.nspname || '.' || c.relname as name,
       array(select attname::text from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '' order by attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'm', 'f') and n.nspname !~ '^(pg_|information_schema)'`,
  );
  expect(found.filter(({ name }) => !names.has(name))).toEqual([]);
  const columns = Object.fromEntries(tables.map((each) => [`public.${each.name}`, each.columns]));
  expect(found.filter((each) => columns[each.name] && columns[each.name]!.join() !== each.columns.join())).toEqual([]);
  const kept = new Set(
    files.map(({ entry }) =>
      entry
        .split('/')
        .slice(0, entry.startsWith('policy/') ? 2 : 1)
        .join('/'),
    ),
  );
  expect([...kept].sort()).toEqual([
    'audit-anchors.jsonl',
    'evidence',
    'keys',
    'policy/calendar',
    'policy/documents',
    'policy/grants',
    'policy/handover',
    'policy/land-rules',
    'policy/schemes',
    'policy/treatments',
  ]);
  await writeFile(place('hub/stray'), 'x');
  const { err } = await hub.muhub('backup', place('stray.backup'));
  expect(err).toMatch(/stray 不是中枢所知的/);
  await rm(place('hub/stray'));
});

it('half a backup, or one that was changed, is refused and changes nothing', async () => {
  const url = await bareDatabase();
  const other = commandLine({ DATABASE_URL: url, MUHUB_DATA_DIR: place('half') });
  const { size } = await stat(file);
  const broken = place('broken.backup');
  for (const length of [0, 100, Math.floor(size / 2), size - 1]) {
    await copyFile(file, broken);
    await truncate(broken, length);
    const { status, err } = await other.muhub('restore', broken);
    expect([status, err]).toEqual([1, expect.stringMatching(/没有写完、被截断/)]);
  }
  const bytes = await readFile(file);
  // In the middle of what the largest tables hold.
  bytes[Math.floor(size / 2)]! ^= 0x10;
  await writeFile(broken, bytes);
  for (const args of [['--dry-run'], []]) {
    const { status, err } = await other.muhub('restore', ...args, broken);
    expect([status, err]).toEqual([1, expect.stringMatching(/残缺|不符/)]);
  }
  expect(await rowsAt(url, `select from pg_class where relnamespace = 'public'::regnamespace`)).toEqual([]);
  expect(await stat(place('half')).catch(() => 'nothing')).toBe('nothing');
  expect(await other.printed('restore', '--dry-run', file)).toMatch(/完整/);
});

it('nothing is overwritten: no backup, no hub, no key', async () => {
  expect((await hub.muhub('backup', file)).err).toMatch(/已存在，没有覆盖/);
  expect((await hub.muhub('restore', file)).err).toMatch(/audit-anchors.jsonl 已有另一个文件，没有覆盖/);
  const full = commandLine({ DATABASE_URL: source.url, MUHUB_DATA_DIR: place('full') });
  expect((await full.muhub('restore', file)).err).toMatch(/不是空的，没有恢复/);
  await mkdir(place('taken/keys'), { recursive: true });
  await writeFile(place('taken/keys/audit-enterprises.key'), 'another', { mode: 0o600 });
  const other = commandLine({ DATABASE_URL: await bareDatabase(), MUHUB_DATA_DIR: place('taken') });
  expect((await other.muhub('restore', file)).err).toMatch(/audit-enterprises.key 已有另一个文件/);
  expect(await readFile(place('taken/keys/audit-enterprises.key'), 'utf8')).toBe('another');
});

it('without keys there are none in it, and it is not restored before the key of the chains is at hand', async () => {
  const bare = place('bare.backup');
  expect(await hub.printed('backup', '--no-keys', bare)).toMatch(/不含密钥/);
  expect((await manifest(bare)).files.filter(({ entry }) => entry.startsWith('keys/'))).toEqual([]);
  const nowhere = place('no-such-key');
  const other = commandLine({ DATABASE_URL: await bareDatabase(), MUHUB_DATA_DIR: place('bare'), AUDIT_CHAIN_KEY_FILE: nowhere });
  expect((await other.muhub('restore', bare)).err).toContain(`请先把另行保管的审计链密钥放到 ${nowhere}`);
});

it.runIf(full)('it is restored into the embedded database of an empty data folder, policy that differs aside', async () => {
  const data = place('embedded');
  const schemes = place('schemes');
  await mkdir(schemes);
  await writeFile(path.join(schemes, 'facts.yaml'), 'facts: []\n');
  const other = commandLine({ MUHUB_DATA_DIR: data, MUHUB_SCHEMES_DIR: schemes, MUHUB_TREATMENTS_DIR: place('treatments') });
  const { status, out, err } = await other.muhub('restore', file);
  await rm(sharedCluster(data), { recursive: true, force: true });
  expect([status, out]).toEqual([0, expect.stringMatching(/1 次公布重算一致/)]);
  expect(err).toMatch(/schemes 与备份不同/);
  expect(await readdir(place('embedded/policy-of-backup/schemes'))).toContain('example-county');
  expect(await readdir(place('treatments'))).toEqual(await readdir('treatments'));
});

async function manifest(of: string) {
  const archive = await Archive.open(of);
  archive.close();
  return archive.manifest;
}
