import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, expect, it } from 'vitest';
import { Archive } from '../../src/backup/archive.js';
import { restoreTables } from '../../src/backup/restore-tables.js';
import { knownMigrations, migrateWithin } from '../../src/db/migrations.js';
import { commandLine } from '../cli/command-line.js';
import { rowsAt } from '../database/apart.js';
import { bareDatabase } from '../database/fresh-database.js';

/** What the hub of the first release (tables as of migration 0009) held of a few enterprises: handed in, published, granted. */
const FIRST_RELEASE = path.resolve('test/backup/first-release.backup');
const ROUNDS = 24;

const folder = await mkdtemp(path.join(tmpdir(), 'muhub-upgrade-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const url = await bareDatabase();
const archive = await Archive.open(FIRST_RELEASE);
afterAll(() => archive.close());
await restoreTables(archive, url, () => undefined);
const hub = commandLine({ DATABASE_URL: url, MUHUB_DATA_DIR: folder, MUHUB_COUNTY: '示例县' });

it('a hub of the first release is brought up to date by starting this one: what was published comes out again, what was granted holds', async () => {
  await openRoundAsOf(ROUNDS);
  expect(await hub.printed('publications', '--verify')).toMatch(/示政公告〔2025〕1号.*重算一致/);
  const args = ['--role', 'zone_committee', '--zone', '339901001', '--purpose', '亩均评价', '--subject', '张三'];
  expect(await hub.printed('access', 'explain', ...args, '--coordinate', 'TaxRecord.vatNet')).toMatch(/某政办〔2025〕1号第二条/);
  expect(await rowsAt(url, 'select line, state from quarantine')).toEqual([{ line: 16, state: 'WAITING' }]);
  expect(await hub.printed('round', 'status', '--round', '1')).toMatch(/示亩办〔2025〕9号/);
  expect(await hub.printed('audit', 'verify')).toMatch(/tax：.*完好/);
  const counted = await rowsAt<{ count: string }>(url, 'select count(*) from tax_payment');
  expect(Number(counted[0]!.count)).toBe(archive.manifest.tables.find(({ name }) => name === 'tax_payment')!.rows);
});

/** Rounds came later: as the tables were then, one is opened. */
async function openRoundAsOf(migration: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin');
    await migrateWithin(client, { after: archive.manifest.migration, upTo: knownMigrations()[migration]! });
    await client.query(
      `insert into round (scheme_id, digest, year, groups, trial, silence, notice_workdays, approval_first, deadlines, phase)
       select scheme_id, digest, year, '{above,below}', true, 'CONFIRMED', 5, false, '{}', 'PLANNED' from publication`,
    );
    await client.query(
      `insert into round_event (round, at, act, phase, actor, role, document, detail)
       select id, now(), 'OPENED', phase, 'cli:root', 'operator', '示亩办〔2025〕9号', '{}' from round`,
    );
    await client.query('commit');
  } finally {
    await client.end();
  }
}
