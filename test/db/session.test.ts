import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { openDatabase, type Database } from '../../src/db/database.js';
import { receiveAll } from '../../src/intake/receive-all.js';
import { apartHub, intakeOf, sampleFiles } from '../database/apart.js';
import { bareDatabase, freshDatabase } from '../database/fresh-database.js';
import { read, sourceFiles } from '../house/layers.js';
import { sampleServer } from '../graphql/hub-server.js';
import { full } from '../full.js';

/** What somebody may have set for a database, each of which reads or writes values another way. */
const STRANGE = {
  datestyle: 'German, DMY',
  timezone: 'Asia/Kathmandu',
  intervalstyle: 'iso_8601',
  client_encoding: 'GB18030',
  bytea_output: 'escape',
  extra_float_digits: '-3',
  standard_conforming_strings: 'off',
  array_nulls: 'off',
  transform_null_equals: 'on',
  row_security: 'off',
  default_transaction_isolation: 'serializable',
  search_path: 'elsewhere',
};

const admin = new pg.Client({ connectionString: inject('serverUrl') });
await admin.connect();
afterAll(() => admin.end());

const nameOf = (url: string) => new URL(url).pathname.slice(1);
const open = (databaseUrl: string) => openDatabase({ databaseUrl, dataDir: '' }, { say: () => undefined, dropped: () => undefined });

async function setStrangely(url: string): Promise<void> {
  for (const [setting, value] of Object.entries(STRANGE)) {
    await admin.query(`alter database ${nameOf(url)} set ${setting} = ${setting === 'search_path' ? value : pg.escapeLiteral(value)}`);
  }
}

/** The sample county in a database that somebody set up strangely, opened after that. */
async function strangeSample(): Promise<Database> {
  const { url } = await freshDatabase('sample_hub');
  await setStrangely(url);
  const database = await open(url);
  afterAll(() => database.close());
  return database;
}

const GRADES = `{
  assessment(scheme: "example-ratio-2024", year: 2024) {
    grades(first: 100) { nodes { rank class initialClass total enterprise { creditCode } } }
  }
  findings: landTaxFindings(year: 2024, first: 20) { nodes { kind taxAtStake } }
}`;
const officer = { role: 'tax_officer' };

const usual = await sampleServer();

describe('a session relies on nothing that others set', () => {
  it('answers the same from a database of other settings', async () => {
    const strange = await sampleServer({ database: await strangeSample() });
    const [answer, same] = [await usual.ask(officer, GRADES), await strange.ask(officer, GRADES)];
    expect(answer.errors).toBeUndefined();
    expect(same).toEqual(answer);
  });

  it.runIf(full)('nor from departments that set theirs otherwise', async () => {
    const urls = { land: await bareDatabase(), tax: await bareDatabase() };
    for (const url of Object.values(urls)) await setStrangely(url);
    const database = await apartHub(await freshDatabase('empty_hub'), urls);
    const { files, load } = await sampleFiles();
    await receiveAll(intakeOf(database), files, load);
    expect(await (await sampleServer({ database })).ask(officer, GRADES)).toEqual(await usual.ask(officer, GRADES));
  });

  it('nor on what its address says', async () => {
    const { url } = await freshDatabase('empty_hub');
    const options = encodeURIComponent('-c datestyle=German -c work_mem=5MB');
    const database = await open(`${url}?options=${options}&client_encoding=LATIN1`);
    afterAll(() => database.close());
    const { rows } = await database.db.execute(
      sql`select current_setting('datestyle') as dates, current_setting('work_mem') as memory, current_setting('client_encoding') as encoding`,
    );
    expect(rows).toEqual([{ dates: 'ISO, MDY', memory: '5MB', encoding: 'UTF8' }]);
  });

  it.each([
    ['datestyle', 'German, DMY', /会话设置 DateStyle 是 German, DMY.*需要 ISO, MDY/],
    ['bytea_output', 'escape', /会话设置 bytea_output 是 escape.*需要 hex/],
  ])('refuses a database where %s cannot be set', async (setting, value, message) => {
    const url = await bareDatabase();
    const own = new pg.Client({ connectionString: url });
    await own.connect();
    await own.query(`create function set_it() returns event_trigger language plpgsql as
      $$ begin perform set_config('${setting}', '${value}', false); end $$`);
    await own.query('create event trigger set_it on login execute function set_it()');
    await own.end();
    await expect(open(url)).rejects.toThrow(message);
  });

  it('refuses a database that is not UTF8', async () => {
    const name = `test_${randomUUID().replaceAll('-', '')}`;
    await admin.query(`create database ${name} encoding 'EUC_CN' locale 'C' template template0`);
    afterAll(() => admin.query(`drop database ${name} with (force)`));
    const url = inject('serverUrl').replace(/\/muhub$/, `/${name}`);
    await expect(open(url)).rejects.toThrow(/编码是 EUC_CN，需要 UTF8/);
  });

  it('connects in one place', () => {
    const files = sourceFiles().filter((file) => /connectionString|new pg\.Client\(/.test(read(`src/${file}`)));
    expect(files).toEqual(['db/session.ts']);
  });
});
